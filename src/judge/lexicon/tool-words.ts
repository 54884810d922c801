import type { EffectKind } from "../effects.ts";

/** Words separated by spaces, as a set. */
function wordSet(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" "));
}

const verbs: Readonly<Record<EffectKind, string>> = {
  read:
    "get list search read fetch find view show check lookup look query describe browse count retrieve inspect preview " +
    "summarize summarise scan calculate compute compare validate verify analyze analyse monitor watch load download recall " +
    "convert translate parse explain estimate ping poll open detect diff grep cat ls tail track suggest recommend think ask sum add_numbers " +
    "decode dump tally collect gather examine survey forecast peek enumerate tail crawl ocr scrape identify locate probe assess evaluate transcribe highlight " +
    "lesen suchen anzeigen abrufen lire chercher afficher buscar leer obtener mostrar consultar think classify extract select see stat",
  send:
    "send forward reply respond notify email mail message sms text dm invite call contact upload share export push sync transmit " +
    "submit broadcast remind alert whatsapp fax deliver webhook senden versenden schicken weiterleiten envoyer repondre transferer " +
    "disclose relay circulate distribute surrender courier disseminate " +
    "enviar reenviar responder submit ship",
  publish:
    "advertise syndicate " +
    "post publish tweet retweet announce comment upload_public veröffentlichen publier publicar toot blog stream",
  delete:
    "delete remove drop purge wipe erase destroy clear truncate terminate cancel uninstall revoke trash discard flush prune deactivate " +
    "suspend kill rm unlink format expire unpublish decommission overwrite restore rollback revert shutdown shred evict expunge ban fire dismiss " +
    "writeoff scrap nuke reap expel obliterate void annul reclaim vacuum deprovision dissolve disband sunset dismantle " +
    "löschen loeschen entfernen stornieren supprimer effacer annuler borrar eliminar cancelar unsubscribe delist",
  pay:
    "pay purchase buy refund withdraw deposit donate charge sell trade checkout wire reimburse transfer order subscribe bid invest " +
    "settle debit prepay procure acquire rent lease " +
    "tip topup remit disburse payout ueberweisung überweisung überweisen ueberweisen bezahlen zahlen kaufen payer acheter virement pagar comprar transferir",
  grant:
    "empower admit bestow " +
    "grant authorize authorise unlock permit elevate impersonate promote sudo allowlist whitelist onboard enroll delegate entitle unblock",
  execute:
    "execute exec run eval shell bash terminal deploy install compile invoke python sql powershell cmd command interpreter console sh repl " +
    "ausführen executer ejecutar script spawn",
  actuate:
    "actuate dispense inject infuse administer drive steer fly launch heat cool ignite spray irrigate weld drill lift vent discharge detonate " +
    "energise energize deenergise deenergize arm disarm takeoff mix pour crush pressurise pressurize anneal etch autoclave medicate vaccinate anaesthetise anesthetize titrate " +
    "dose open_door brew unload dim prescribe preheat dispatch evacuate inflate pump defrost water feed ventilate transfuse sedate trigger cut",
  change:
    "bind rebind annotate amend correct rectify overlay enrol pin unpin compose draft prepare arrange pledge mint tokenise allocate reassign reallocate waive escalate lodge raise lower bump define declare certify attest endorse notarise notarize countersign ratify vote nominate elect grade shortlist hold freeze unfreeze thaw retire provision relabel reclassify rewrite redact mask anonymise anonymize normalise normalize " +
    "update set create edit modify write save add insert change move rename mark label schedule reschedule register assign put patch book " +
    "reserve replace merge tag close archive enable disable start stop turn switch activate reset approve reject release apply configure " +
    "upgrade downgrade extend renew print scale expand shrink resize publish_draft downsize deduct duplicate fix repair rebuild rerun rebook reorder swap transferownership mount unmount attach detach encrypt decrypt compress crop " +
    "adjust append copy complete make upsert block quarantine silence pause resume lock increment toggle store remember upload_file fill sign " +
    "accept decline log record request issue commit hire enter submit_form exchange return file import attach generate link unlink_device click type " +
    "speichern ändern erstellen buchen créer modifier reserver réserver crear modificar guardar reservar commit migrate rotate restart reboot deposit_sample",
};

/** Kind of the verbs that tool names use; earlier kinds win where a word stands in two. */
export const toolVerbs: ReadonlyMap<string, EffectKind> = new Map(
  (Object.keys(verbs) as EffectKind[])
    .reverse()
    .flatMap((kind) => verbs[kind].split(" ").map((word): [string, EffectKind] => [word, kind])),
);

/** Verbs that are as often nouns in a tool's name: any other verb in the name outranks them. */
export const nounLikeVerbs = wordSet(
  "vacuum pump feed water spray trigger heat lift vent cut arm permit draft hold pin rent lease raise grade dump forecast survey mix measure lower bump vote",
  "drive order post book text email mail message sms call charge file schedule report log comment track return request trade bid",
  "invite alert command script shell terminal console sql link tag label record stream deposit subscribe mark copy patch store tip sum dose lock",
  "issue python bash blog payout release archive python3 import export update transfer backup stat commit format text alert order",
);

/** Of those, the ones that are verbs more often than nouns. */
export const seldomNouns = wordSet(
  "post update export import transfer archive copy release format store return issue",
);

/** A noun of this kind turns a general verb (set, create, start, open …) into that effect. */
export const kindNouns: ReadonlyMap<string, EffectKind> = new Map([
  ..."payment payments funds money transfer refund bill salary payroll wallet crypto stock stocks shares trade deposit purchase checkout donation subscription withdrawal bitcoin loan payout"
    .split(" ")
    .map((word): [string, EffectKind] => [word, "pay"]),
  ..."role roles permission permissions access admin privilege privileges acl credential credentials password mfa 2fa totp token apikey key keys member collaborator sudoers firewall policy iam owner guest whitelist allowlist"
    .split(" ")
    .map((word): [string, EffectKind] => [word, "grant"]),
  ..."barrier hatch shutter shutters turnstile airlock sluice window windows door doors gate valve pump heater thermostat oven arm robot drone vehicle car engine dose infusion light lights laser centrifuge furnace boiler motor conveyor reactor breaker stove lock elevator crane sprinkler garage camera blinds relay actuator turbine irrigation heating hvac temperature ac bath waterbath kettle syringe"
    .split(" ")
    .map((word): [string, EffectKind] => [word, "actuate"]),
  ..."email mail message sms letter notification dm reply invitation"
    .split(" ")
    .map((word): [string, EffectKind] => [word, "send"]),
  ..."post tweet page site website blog story review comment article press video reel podcast"
    .split(" ")
    .map((word): [string, EffectKind] => [word, "publish"]),
]);

/** Nouns that say "this is only looked at" in a name without a verb: `account_balance`, `order_status`. */
export const readNouns = wordSet(
  "status info information details detail history balance list count forecast weather report summary profile results stats statistics",
  "inbox outbox unread feed timeline portfolio sensor readings leaderboard inventory agenda",
  "contacts directory group groups members staff menu state usage notices inventory register catalogue catalog faq card runbook",
  "log logs schedule availability price prices quote rate rates version health metadata overview time date current today search lookup",
);

/** A transfer or call with one of these goes to a person on the agent's own side and ends its work. */
export const handoffNouns = wordSet("human humans agent agents operator supervisor representative support");

/** Tools whose second identical call does nothing more than the first. */
export const idempotentVerbs = wordSet(
  "set put update mark label lock unlock enable disable turn switch delete remove assign grant revoke save write rename archive close open activate deactivate",
  "approve block configure move stop pause silence toggle click type scroll press wait start cancel think log store remember edit patch replace",
);
