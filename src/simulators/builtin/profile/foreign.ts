/** Verbs and nouns of tool names in other languages, so that a request can be put in English. */
export const foreignWords: Record<string, string> = {
  // Spanish, Portuguese
  enviar: "send", mandar: "send", borrar: "delete", eliminar: "delete", crear: "create", criar: "create", buscar: "search",
  actualizar: "update", atualizar: "update", publicar: "publish", pagar: "pay", transferir: "transfer", obtener: "get", leer: "read",
  ejecutar: "run", cancelar: "cancel", reservar: "book", consultar: "query", excluir: "delete", apagar: "delete", modificar: "update",
  correo: "email", archivo: "file", arquivo: "file", usuario: "user", factura: "invoice", fatura: "invoice", cuenta: "account",
  conta: "account", pedido: "order", cliente: "customer", mensaje: "message", mensagem: "message", reserva: "booking", cita: "appointment",
  destinatario: "recipient", asunto: "subject", cuerpo: "body", monto: "amount", importe: "amount", fecha: "date", ruta: "path", nombre: "name",
  carpeta: "folder", motivo: "reason", texto: "text", forzar: "force", moneda: "currency", paciente: "patient", valor: "amount", quantia: "amount",
  // German
  senden: "send", sende: "send", schicke: "send", loeschen: "delete", löschen: "delete", loesche: "delete", lösche: "delete", erstellen: "create", erstelle: "create",
  anlegen: "create", suchen: "search", suche: "search", lesen: "read", lese: "read", ändern: "update", aendern: "update", aktualisieren: "update",
  überweisen: "transfer", ueberweisen: "transfer", ueberweise: "transfer", überweisung: "transfer", bezahlen: "pay", stornieren: "cancel", storniere: "cancel", veröffentlichen: "publish", öffnen: "open",
  oeffnen: "open", ausführen: "run", buchen: "book", freigeben: "approve", sperren: "block", holen: "get", hole: "get", verschieben: "move",
  datei: "file", ordner: "folder", rechnung: "invoice", konto: "account", bestellung: "order", kunde: "customer", kunden: "customer", kundin: "customer", nachricht: "message",
  termin: "appointment", benutzer: "user", empfaenger: "recipient", empfänger: "recipient", betreff: "subject", inhalt: "content", betrag: "amount", datum: "date",
  pfad: "path", grund: "reason", waehrung: "currency", währung: "currency", nummer: "number", verwendungszweck: "reference", mitarbeiter: "employee", akte: "record", empfaengerkonto: "recipient account",
  // French, Italian
  envoyer: "send", supprimer: "delete", creer: "create", créer: "create", chercher: "search", rechercher: "search", lire: "read", modifier: "update", payer: "pay",
  virer: "transfer", publier: "publish", annuler: "cancel", exécuter: "run", executer: "run", reserver: "book", réserver: "book", invia: "send", inviare: "send",
  cancella: "delete", crea: "create", creare: "create", cerca: "search", leggi: "read", aggiorna: "update", paga: "pay", elimina: "delete",
  courriel: "email", fichier: "file", dossier: "folder", utilisateur: "user", facture: "invoice", compte: "account", commande: "order", client: "client",
  destinataire: "recipient", objet: "subject", corps: "body", montant: "amount", chemin: "path", nom: "name", destinatario_it: "recipient", oggetto: "subject", importo: "amount",
  // Dutch, Polish, Swedish
  verwijder: "delete", verstuur: "send", bestand: "file", maak: "create", wyslij: "send", usun: "delete", utworz: "create", plik: "file", skicka: "send", radera: "delete", skapa: "create", fil: "file",
  // Chinese, Japanese, Korean, Russian: whole names are one word
  发送: "send", 删除: "delete", 创建: "create", 查询: "query", 转账: "transfer", 支付: "pay", 送信: "send", 削除: "delete", 作成: "create", 検索: "search", 送金: "transfer",
  삭제: "delete", 전송: "send", отправить: "send", удалить: "delete", создать: "create", найти: "search", файл: "file", письмо: "email", 文件: "file", 路径: "path", 内容: "content", 收件人: "recipient", 主题: "subject", 邮件: "email", 金额: "amount", 收款人: "recipient", 账户: "account",
}; // prettier-ignore

/** The English words for a name's words, where this list knows them. */
export function englishWords(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const known = foreignWords[word];
    if (known !== undefined) {
      return known.split(" ");
    }
    // Names in scripts without spaces: 删除文件 is two words.
    const parts = /[^\u0000-\u024f]/.test(word)
      ? Object.keys(foreignWords).filter((candidate) => candidate.length > 1 && word.includes(candidate))
      : [];
    return parts.length > 0 ? parts.sort((a, b) => word.indexOf(a) - word.indexOf(b)).flatMap((part) => (foreignWords[part] ?? part).split(" ")) : [word];
  });
}
