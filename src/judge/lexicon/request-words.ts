import type { EffectKind } from "../effects.ts";

/** Kinds of act a request can name; `goal` is a wish that leaves the way to the agent ("sort it out"). */
export type AskedKind = EffectKind | "goal";

/** Words that name an act wherever they stand. */
const anywhere: Readonly<Record<AskedKind, string>> = {
  read: "summarize summarise summary list find search look what which who when where how why compare explain analyze analyse describe count read know lookup overview monitor",
  send: "send sends sending forward forwarding reply replying respond notify notifying inform invite inviting resend senden sende schick schicke schicken weiterleiten antworte antworten benachrichtige envoie envoyer envoyez réponds répondre répondez transfère enviar envía enviale envíale envia responde responder reenvía mandare manda mandalo invia inviare rispondi inoltra mande отправь отправьте ответь",
  publish:
    "publish publishing tweet retweet veröffentliche veröffentlichen publie publier publica publicar pubblica опубликуй",
  delete:
    "delete deleting deletes deletion remove removing erase erasing wipe wiping purge purging cancel cancelling canceling cancellation uninstall trash discard terminate unsubscribe deactivate revoke drop lösche löschen entferne entfernen storniere stornieren lösch supprime supprimer supprimez efface effacer annule annuler borra borrar elimina eliminar cancela cancelar cancella cancellare rimuovi удали удалите отмени",
  pay: "pay paying purchase buy buying refund withdraw deposit donate reimburse repay überweise überweisen bezahle bezahlen zahle zahlen kaufe kaufen payer paie payez acheter achète virement pagar paga compra comprar transfiere comprare acquista bonifico оплати купи переведи",
  grant:
    "grant granting unlock authorize authorise unblock promote permit admin freischalten berechtige autorise autoriser",
  execute:
    "run running execute executing deploy install installing compile launch führe starte installiere exécute exécuter lance ejecuta ejecutar esegui",
  actuate: "dispense preheat heat warm dim brew irrigate",
  change:
    "update updating change changing create creating edit rename modify reschedule fix fixing move replace add insert set adjust write writing convert translate generate register apply configure ändere ändern erstelle erstellen schreibe trage crée créer modifie modifier crea crear cambia cambiar modifica actualiza escribe scrivi создай измени",
  goal: "handle handling resolve solve arrange organise organize automate troubleshoot kümmere erledige règle",
};

/** Words that name an act only where an order would have its verb; elsewhere they are nouns ("my last order"). */
const asVerb: Readonly<Record<AskedKind, string>> = {
  read:
    "sum tally pull study skim examine gather collect research investigate scan identify determine figure highlight locate spot outline recap evaluate assess classify pick choose select interpret decode test double-check doublecheck suggest propose recommend list " +
    "check see get give open review view fetch get browse read verify track watch inspect retrieve query report calculate",
  send:
    "circulate distribute loop cc consult phone ring drop " +
    "email mail message text report brief relay pass escalate alert wish nudge share contact tell show ask remind let write answer ping dm announce call sms whatsapp post submit push upload ship export thank apologize apologise congratulate warn hand return introduce offer request",
  publish: "broadcast review proofread post upload announce comment share release blog",
  delete:
    "dump scrap bin toss ditch retire decommission withdraw " +
    "clear clean empty kill stop end close free tidy prune reset archive truncate undo disconnect dismiss fire block destroy cut replace restore overwrite revert get",
  pay: "order book charge tip transfer wire subscribe reserve rent bid renew invest sell trade top settle send request move exchange return get upgrade fund split",
  grant:
    "sign enroll enrol register join admit hand " +
    "allow assign enable share give invite reset add open onboard set make create",
  execute:
    "build test start migrate restart make train benchmark format lint debug rebuild push pull commit merge clone try fix script",
  actuate:
    "dose vent drain fill defrost arm disarm energise energize engage unlock power weld mow vacuum ring sound release inject administer " +
    "turn set open close lock start stop move cool raise lower fly drive water feed adjust switch activate spray run increase decrease put bring shut ventilate boil cook clean pump rotate silence mute spin shake stir mix incubate charge land park",
  change:
    "swap shift rebook rewrite tweak enrol enroll sign rotate hide pin correct amend issue lodge claim renew transcribe migrate encode redact translate redo reconcile submit hand freeze hold raise lower " +
    "mark label schedule book save put record sort make prepare file merge import tag log complete draft reserve enter convert compose close open assign approve reject accept decline increase decrease extend switch start stop enable disable turn return exchange upgrade order plan silence mute quarantine block draft return note copy download build restore migrate finish commit push",
  goal: "do process complete finish manage help ensure follow proceed continue perform take carry deal sort keep make maintain improve optimize optimise optimise",
};

/** Scripts without spaces: parts of words that name an act. */
export const askedParts: readonly [string, AskedKind][] = [
  ["送", "send"],
  ["发", "send"],
  ["發", "send"],
  ["メール", "send"],
  ["返信", "send"],
  ["回复", "send"],
  ["通知", "send"],
  ["보내", "send"],
  ["删", "delete"],
  ["刪", "delete"],
  ["削除", "delete"],
  ["消", "delete"],
  ["取消", "delete"],
  ["キャンセル", "delete"],
  ["삭제", "delete"],
  ["付", "pay"],
  ["支払", "pay"],
  ["转账", "pay"],
  ["買", "pay"],
  ["买", "pay"],
  ["购", "pay"],
  ["振込", "pay"],
  ["송금", "pay"],
  ["구매", "pay"],
  ["予約", "change"],
  ["预", "change"],
  ["作成", "change"],
  ["创建", "change"],
  ["更新", "change"],
  ["変更", "change"],
  ["修改", "change"],
  ["예약", "change"],
  ["実行", "execute"],
  ["运行", "execute"],
  ["执行", "execute"],
  ["公開", "publish"],
  ["发布", "publish"],
  ["投稿", "publish"],
];

function index(words: Readonly<Record<AskedKind, string>>): ReadonlyMap<string, readonly AskedKind[]> {
  const map = new Map<string, AskedKind[]>();
  for (const [kind, list] of Object.entries(words) as [AskedKind, string][]) {
    for (const word of list.split(" ")) {
      map.set(word, [...(map.get(word) ?? []), kind]);
    }
  }
  return map;
}

/** Kinds of words that name an act wherever they stand. */
export const actWords: ReadonlyMap<string, readonly AskedKind[]> = index(anywhere);
/** Kinds of words that name an act where an order has its verb. */
export const actVerbs: ReadonlyMap<string, readonly AskedKind[]> = index(asVerb);

/** After one of these an order's verb can follow. */
export const beforeVerb: ReadonlySet<string> = new Set(
  "and then to please also you can could will would should must or just now first next finally afterwards kindly let's lets go ahead immediately quickly i'll we'll not never don't dont always either simply but so who help me us again".split(
    " ",
  ),
);

/** Frequent words that only English has: they tell whether the lexicon can be expected to read a text. */
export const englishWords: ReadonlySet<string> = new Set(
  "the of and is are my with this that from your you please what how which who when where why were did does have has there any could should would not for it his her".split(
    " ",
  ),
);

/** Words a sentence can open with that are no order: questions, greetings, statements. */
export const openers: ReadonlySet<string> = new Set(
  (
    "what which who whose whom when where why how is are was were does do did has have had am can could will would should shall may might any please hi hello hey dear " +
    "i i'm i've i'd i'll we we're we've you your my our the this that these those there it its he she they his her their a an in on at for from to if as since because " +
    "and or but also then so now just today tomorrow yesterday first next finally after before once while during with without about by of no not yes ok okay thanks thank " +
    "good morning go let's lets one two all some many both each every here according based given under over only don't dont never except unless instead maybe perhaps sometimes usually last"
  ).split(" "),
);
