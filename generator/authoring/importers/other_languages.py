"""What headings, labels and columns of post-mortems mean in Japanese, Portuguese, Ukrainian and Italian."""

SECTIONS = {
    "summary": (
        "概要", "サマリー", "サマリ", "resumo", "resumo executivo", "resumo do incidente", "підсумок", "резюме", "опис",
        "riepilogo", "sommario",
    ),
    "timeline": (
        "タイムライン", "経緯", "時系列", "対応経緯", "linha do tempo", "cronologia", "хронологія",
        "перебіг подій", "cronologia degli eventi",
    ),
    "root_cause": (
        "原因", "根本原因", "発生原因", "causa raiz", "causa", "причина", "першопричина", "корінна причина",
        "causa principale", "causa radice",
    ),
    "impact": ("影響", "影響範囲", "impacto", "вплив", "impatto"),
    "resolution": (
        "解決", "復旧", "復旧対応", "暫定対応", "対応内容", "対応", "resolução", "correção", "вирішення", "усунення",
        "risoluzione",
    ),
    "went_well": (
        "うまくいったこと", "良かった点", "よかった点", "o que deu certo", "o que correu bem",
        "що пройшло добре", "що спрацювало", "cosa ha funzionato",
    ),
    "went_wrong": (
        "うまくいかなかったこと", "悪かった点", "改善点", "o que deu errado", "o que correu mal",
        "що пішло не так", "cosa non ha funzionato",
    ),
    "lucky": (
        "幸運だったこと", "運が良かったこと", "onde tivemos sorte", "де нам пощастило",
        "dove siamo stati fortunati",
    ),
    "action_items": (
        "再発防止策", "再発防止", "アクションアイテム", "今後の対応", "恒久対応", "ações", "itens de ação",
        "ações corretivas", "próximos passos", "дії", "наступні кроки", "azioni", "azioni correttive", "prossimi passi",
    ),
    "lessons": ("教訓", "学び", "lições aprendidas", "aprendizados", "висновки", "уроки", "lezioni apprese"),
    "contributing_factors": (
        "要因", "fatores contribuintes", "сприятливі фактори", "fattori contribuenti",
    ),
    "detected_by": ("検知", "検知方法", "detecção", "виявлення", "rilevamento"),
}  # fmt: skip
"""An incident's sections by the words of their headings."""
FACTS = {
    "date": (
        "日付", "発生日", "発生日時", "data", "data do incidente", "дата", "дата інциденту",
        "data dell'incidente",
    ),
    "severity": (
        "重大度", "深刻度", "severidade", "gravidade", "серйозність", "критичність", "gravità", "severità",
    ),
    "duration": ("障害時間", "影響時間", "停止時間", "duração", "тривалість", "durata"),
    "status": ("ステータス", "状態", "状況", "situação", "estado", "статус", "stato"),
    "commander": ("指揮者", "インシデントコマンダー", "comandante", "керівник", "responsabile"),
    "responders": ("対応者", "participantes", "equipe", "учасники", "partecipanti"),
    "services": (
        "対象サービス", "影響サービス", "serviços afetados", "serviços", "сервіси", "servizi",
        "servizi coinvolti",
    ),
    "started": ("発生時刻", "開始", "開始時刻", "início", "початок", "inizio"),
    "detected": ("検知時刻", "detectado", "виявлено", "rilevato"),
    "resolved": (
        "復旧時刻", "復旧日時", "終了時刻", "fim", "resolvido", "вирішено", "завершення", "fine", "risolto",
    ),
    "title": ("タイトル", "件名", "título", "назва", "titolo"),
    "post_mortem.author": (
        "作成者", "著者", "担当者", "記載者", "autor", "autora", "autores", "автор", "автори", "autore",
        "autori",
    ),
    "impact.users_affected": (
        "影響ユーザー数", "usuários afetados", "постраждалі користувачі", "utenti coinvolti",
    ),
}  # fmt: skip
"""An incident's facts by the label in front of them."""
COLUMNS = {
    "timeline": {
        "at": (
            "時刻", "日時", "時間", "日付", "hora", "horário", "data", "час", "дата", "ora", "orario",
        ),
        "event": (
            "出来事", "内容", "イベント", "対応内容", "evento", "acontecimento", "descrição", "подія", "опис",
            "descrizione",
        ),
    },
    "action_items": {
        "action": (
            "対応", "内容", "アクション", "対策", "項目", "タスク", "ação", "tarefa", "item", "дія",
            "завдання", "azione", "attività",
        ),
        "owner": (
            "担当", "担当者", "責任者", "responsável", "dono", "відповідальний", "власник", "responsabile",
        ),
        "due": (
            "期限", "期日", "完了予定", "prazo", "data limite", "термін", "строк", "scadenza",
        ),
        "status": (
            "状態", "ステータス", "状況", "進捗", "situação", "estado", "статус", "стан", "stato",
        ),
        "priority": ("優先度", "prioridade", "пріоритет", "priorità"),
        "ticket": ("チケット", "課題", "chamado", "тікет", "задача"),
    },
}  # fmt: skip
"""The columns of an incident's lists by the words of their heads."""
MILESTONES = {
    "detected": ("incidente detectado", "інцидент виявлено", "incidente rilevato"),
    "resolved": (
        "serviço restaurado",
        "incidente resolvido",
        "сервіс відновлено",
        "servizio ripristinato",
    ),
}
"""The times that every incident has, by what a timeline calls them."""
STATUS = {
    "resolved": ("解決", "解決済み", "復旧済み", "対応済み", "完了", "resolvido", "encerrado", "вирішено", "закрито",
                 "risolto", "chiuso"),
    "monitoring": ("監視中", "em monitoramento", "моніторинг", "in monitoraggio"),
    "investigating": ("調査中", "em investigação", "розслідується", "in corso"),
}  # fmt: skip
"""Where an incident stands."""
KINDS = ("ポストモーテム", "障害報告書", "障害報告", "incidente", "постмортем", "інцидент")
"""What a title says that its document is."""
MONTHS = (
    "janeiro gennaio січня", "fevereiro febbraio лютого", "março marzo березня", "abril aprile квітня",
    "maio maggio травня", "junho giugno червня", "julho luglio липня", "agosto серпня", "setembro settembre вересня",
    "outubro ottobre жовтня", "novembro novembre листопада", "dezembro dicembre грудня",
)  # fmt: skip
"""The names of the months as days are written with them, from January on."""
