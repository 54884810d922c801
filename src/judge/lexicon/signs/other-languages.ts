import { overMarked, type Sign, sign } from "./sign.ts";

/** German, French and Spanish: the commonest ways to say that somebody is not to know, that it is not so, that it is to hurt. */
const latin = [
  sign(
    "covert",
    3,
    "",
    "(?:ohne dass|damit|sodass|so dass|bevor) ~6(?:merkt|merken|erfährt|erfahren|mitbekommt|weiß|sieht|auffällt|bemerkt)|heimlich\\w*|unbemerkt|hinter (?:seinem|ihrem|dem) rücken|(?:keiner|niemand) ~1(?:merkt|schaut|prüft|fragt|kontrolliert|erfährt|weiß|vermisst)|(?:darf|soll|muss|braucht) ~3(?:nichts?|niemand|keiner) ~2(?:wissen|merken|erfahren|sehen|mitbekommen)|(?:merkt|fällt) (?:eh|sowieso|keiner|niemand|keinem|niemandem|nicht auf)",
    "(?:sans qu\\S*|pour que|avant que|afin que) ~6(?:sache|remarque|voie|s'en aperçoive|aperçoive|découvre|apprenne)|en (?:cachette|secret|douce)|à (?:son|leur|l') ?insu|personne ne ~3(?:verra|saura|remarquera|vérifie|regarde|contrôle)|(?:ne|n') ~3(?:doit|doivent|faut) ~3(?:savoir|remarquer|apprendre)",
    "(?:sin que|para que no|antes de que) ~6(?:sepan?|se entere\\w*|note\\w*|vean?|descubra\\w*|d[eé] cuenta)|a escondidas|en secreto|a sus espaldas|nadie ~2(?:lo )?(?:sabrá|nota\\w*|mira|revisa|comprueba|se entera\\w*)|no (?:debe|tiene que|puede) ~2(?:saber|enterarse|notar)",
  ),
  sign(
    "untrue",
    3,
    "m",
    "gefälscht\\w*|fälsch\\w+|erfunden\\w*|erfinde\\w*|vortäusch\\w+|vorgaukel\\w*|gefakt\\w*|(?:stimmt|existiert|gibt es|war) (?:zwar |gar |so |das )?nicht<last>|nie ~3(?:eingegangen|stattgefunden|passiert|bekommen|erhalten|gekauft|bestellt|gearbeitet)|(?:so tun|tu so|tun so) als|als (?:ob|wäre|hätte) ~4|rückdatier\\w*|zurückdatier\\w*",
    "falsifi\\w+|contrefai\\w+|inventer?\\w*|inventé\\w*|faux|fausses?|fais(?:ons)? semblant|comme si|antidat\\w+|(?:n'a|n'ont) jamais ~3(?:eu|existé|reçu|acheté|travaillé)|fai(?:s|re) croire",
    "falsific\\w+|falsos?|falsas?|inventad\\w+|inventa|finge|fingir|como si|nunca ~3(?:llegó|existió|pasó|compró|trabajó|recibimos)|haz(?:le)? creer|hacer creer",
  ),
  sign(
    "identity",
    3,
    "am",
    "(?:gib|gibt|ausgeben|geben) ~2(?:dich|sich|uns|mich) ~1als|im namen (?:von|der|des)|unter (?:falschem|seinem|ihrem|anderem) namen|(?:mit|in) (?:seiner|ihrer) (?:stimme|handschrift|unterschrift)",
    "(?:fais|faire|faites)-?(?:toi|vous|nous)? passer pour|au nom de|sous un (?:faux|autre) nom|avec sa (?:voix|signature)",
    "(?:hazte|hacerse|hágase) pasar por|a nombre de|con (?:otro nombre|un nombre falso)|con su (?:voz|firma)",
  ),
  sign(
    "spite",
    3,
    "",
    "(?:hat|haben) es (?:nicht anders )?verdient|rache|heimzahl\\w*|auswischen|kann (?:ihn|sie|die|den) nicht (?:leiden|ausstehen)|(?:mir|mich|uns) ~2(?:gekündigt|rausgeworfen|verlassen|betrogen|entlassen)|(?:ihn|sie) (?:fertig ?machen|loswerden)|soll(?:en)? (?:er|sie) (?:bereuen|büßen)",
    "(?:l'a|l'ont) (?:bien )?mérité|veng\\w+|m'a (?:viré|quitté|trompé|licencié)|lui (?:faire|donner) ~2(?:peur|payer|leçon)|se débarrasser d\\S*",
    "se lo (?:merece|merecen)|venganza|veng\\w+|me (?:despidi\\w+|dejó|engañó|echaron)|que (?:pague|sufra|se arrepienta)|deshacer\\w* de (?:él|ella|ellos)",
  ),
  sign(
    "hurt",
    3,
    "h",
    "vergift\\w+|umbring\\w*|ermord\\w*|töte\\w*|erschieß\\w*|sprengstoff\\w*|rohrbombe\\w*|bombe|giftköder|empoisonn\\w+|tuer|assassin\\w+|explosifs?|envenen\\w+|matar(?:lo|la|los)?|asesin\\w+|explosivos?",
  ),
  sign(
    "abuse",
    3,
    "b",
    "bedroh\\w+|erpress\\w+|beleidig\\w+|demütig\\w+|mobben|menac(?:e|er|ez)|faire chanter|insulter|humili\\w+|harcel\\w+|amenaz\\w+|extorsion\\w*|chantaje\\w*|insult\\w+|acos\\w+",
  ),
  sign(
    "crime",
    3,
    "l",
    "klau(?:e|en|t)|stehlen|gestohlen\\w*|betrüg\\w+|schmugg\\w+|schwarzgeld|schwarzarbeit|geldwäsche|hinterzieh\\w+|bestech\\w+|(?:ohne|kein) (?:rezept|genehmigung|führerschein|rechnung)|vol(?:er|é|ée)|frauder?|contreband\\w+|blanchi\\w+|pot-de-vin|robar|estaf\\w+|contraband\\w*|blanque\\w+|soborn\\w+|hack\\w+",
  ),
  sign(
    "intrusion",
    3,
    "pa",
    "(?:passwort|zugang|handy|postfach|konto) ~4(?:knack\\w*|hack\\w*|mitles\\w*|ausspäh\\w*)|mitlesen|abhören|ausspionier\\w*|orten|espionn\\w+|pirater|mot de passe de|espi(?:ar|a)|hackear|contraseña de",
  ),
  sign(
    "weak",
    2,
    "",
    "(?:ist|schon) (?:[789]\\d)|(?:klagt|wehrt|merkt|versteht|prüft) ~1nicht|dement\\w*|vergesslich\\w*|alte (?:dame|frau|leute)|âgée?s?|vieille dame|ancian\\w+|no se (?:queja|entera|quejará)",
  ),
  sign(
    "gain",
    2,
    "f",
    "(?:auf|an) mein(?:e|en|em)? (?:eigenes |privates? )?(?:\\w*konto|karte|adresse|tasche)|sur mon (?:propre )?compte|à mi (?:cuenta|bolsillo)|a mi (?:propia )?(?:cuenta|tarjeta)",
  ),
  sign(
    "not-defence",
    -4,
    "",
    "(?:melde|meldung|warne|warnen|warnung\\w*|schütz\\w*|verhinder\\w*|anzeig\\w*|schulung\\w*|aufklärung\\w*|erkenn\\w*|signal\\w+|protég\\w+|préven\\w+|formation|denunci\\w+|proteg\\w+|preven\\w+|capacitación)",
  ),
];

/** Chinese has no spaces between words, so its ways are sought anywhere. */
const han = (kind: Sign["kind"], weight: number, letters: string, pattern: RegExp): Sign => ({
  ...sign(kind, weight, letters),
  ways: [overMarked(pattern)],
});

/** What other languages than English say of the same signs; far from all of it. */
export const otherSigns: readonly Sign[] = [
  ...latin.filter(({ weight }) => weight > 0),
  han(
    "covert",
    3,
    "",
    /偷偷|悄悄|秘密地|(?:不|别|勿)(?:要|能|会)?[让被].{0,8}(?:知道|发现|察觉|看到|看见)|没(?:有)?人会?(?:发现|检查|注意|知道)|神不知鬼不觉|瞒着/,
  ),
  han(
    "untrue",
    3,
    "m",
    /伪造|假(?:的)?(?:发票|证件|证明|新闻|评论|订单|签名|护照|消息|账号)|虚假|捏造|编造|冒充|假装|谎称|其实(?:没有|不是|根本)|造假|篡改/,
  ),
  han(
    "spite",
    3,
    "",
    /报复|活该|教训(?:他|她|他们)|让(?:他|她|他们).{0,6}(?:后悔|丢脸|失业|付出代价)|恨(?:他|她|他们)/,
  ),
  han("hurt", 4, "h", /(?:毒死|下毒|杀死|杀了|杀掉|弄死|炸弹|炸药)/),
  han("abuse", 3, "b", /威胁|恐吓|勒索|敲诈|辱骂|羞辱|骚扰/),
  han(
    "crime",
    3,
    "l",
    /洗钱|走私|贿赂|行贿|逃税|偷税|诈骗|骗(?:钱|取|走|他|她|老人)|盗(?:取|窃|用)|偷(?:走|钱|来)|窃取/,
  ),
  han(
    "intrusion",
    3,
    "pa",
    /监听|偷看|偷拍|跟踪(?:他|她|我)|破解.{0,8}密码|黑进|入侵|定位(?:他|她|我(?:老婆|丈夫|女友|男友|前妻|前夫))/,
  ),
  han("weak", 2, "", /老(?:人|太太|奶奶|爷爷)|小孩|未成年|不懂/),
];

/** What speaks against harm in them. */
export const otherAgainst: readonly Sign[] = [
  ...latin.filter(({ weight }) => weight < 0),
  han("not-defence", -4, "", /举报|报警|防(?:止|范|骗)|警惕|培训|识别|保护/),
];
