/**
 * Common words of tool names and descriptions in other languages, with the English word the rules know. Accents are
 * written as people type them in identifiers, that is left out.
 */
const groups: Readonly<Record<string, string>> = {
  send: "enviar envia envoyer envoie senden sende inviare invia verzenden gonder skicka sendet wyslij otpravit 发送 送信 보내기",
  delete: `eliminar elimina borrar borra excluir exclui apagar supprimer supprime loschen loeschen loesche losche loscht loescht eliminare
    cancellare verwijderen sil ta_bort usun udalit 删除 削除 삭제`,
  create:
    "crear crea criar cria creer cree erstellen erstellt erstelle anlegen creare anlegen maken olustur skapa utworz sozdat 创建 作成 생성",
  update:
    "actualizar actualiza atualizar mettre_a_jour modifier aktualisieren aktualisiert aktualisiere andern aendern andert aggiornare guncelle 更新 修改",
  get: "obtener obten obter obtenir abrufen ruft hole holen holt ottenere ophalen getir hamta pobierz 获取 取得",
  read: "leer lee ler lire lit lesen liest lies leggere lezen oku lasa czytaj 读取 読む",
  search:
    "buscar busca chercher cherche rechercher suchen sucht suche cercare zoeken ara szukaj 搜索 查询 検索 검색",
  list: "listar lista lister auflisten elencare listele 列出",
  pay: "pagar paga payer bezahlen zahlen zahlt bezahle bezahlt pagare betalen ode oplatit 支付 支払う 결제",
  transfer:
    "transferir transferer uberweisen ueberweisen uberweist trasferire overmaken havale 转账 振込 송금",
  run: "ejecutar ejecuta executar executer ausfuhren ausfuehren eseguire uitvoeren calistir 执行 実行 실행",
  write: "escribir escribe escrever ecrire schreiben schreibe scrivere schrijven yaz 写入",
  buy: "comprar compra acheter kaufen comprare kopen satin_al 购买 購入",
  open: "abrir ouvrir offnen oeffnen aprire openen",
  publish: "publicar publier veroffentlichen pubblicare publiceren yayinla 发布",
  calculate: "calcular calculer berechnen calcolare berekenen hesapla 计算 計算",
  email: "correo courriel eposta e-posta correio 邮件 メール 이메일",
  message: "mensaje mensagem nachricht messaggio bericht mesaj 消息 メッセージ",
  transaction: "transaccion transacao transaktion transazione 交易 取引 거래",
  request: "solicitar solicita demander anfordern richiedere aanvragen 申请 申請 신청",
  conversation: "conversacion conversa gesprach conversazione 对话 会话 會話 대화",
  file: "archivo fichero arquivo fichier datei bestand dosya fil plik 文件 ファイル 파일",
  user: "usuario utilisateur benutzer utente gebruiker kullanici 用户",
  customer: "cliente kunde klant musteri 客户",
  order: "pedido commande bestellung ordine bestelling siparis 订单",
  account: "cuenta conta compte konto rekening hesap 账户",
  invoice: "factura fatura facture rechnung fattura",
  appointment: "cita consulta rendezvous termin appuntamento",
};

const english: ReadonlyMap<string, string> = new Map(
  Object.entries(groups).flatMap(([word, foreign]) =>
    foreign.split(/\s+/).map((entry) => [entry, word] as const),
  ),
);
const unspaced = [...english].filter(([foreign]) =>
  /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(foreign),
);

/** The English word for a token of another language; the token itself when it is none we know. */
export function toEnglish(token: string): string {
  const plain = token.normalize("NFD").replace(/\p{M}/gu, "");
  return english.get(plain) ?? english.get(token) ?? token;
}

/** English words for what a text without spaces between words (Chinese, Japanese, Korean) names, verbs as they come. */
export function wordsInUnspacedText(text: string): string[] {
  const found = unspaced
    .map(([foreign, word]) => ({ at: text.indexOf(foreign), word }))
    .filter((entry) => entry.at !== -1)
    .sort((a, b) => a.at - b.at);
  return [...new Set(found.map((entry) => entry.word))];
}
