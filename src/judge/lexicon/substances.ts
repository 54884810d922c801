/** A word for a kind of substance, and words for what belongs to it. */
const classes: readonly (readonly [string, string])[] = [
  [
    "penicillin",
    "amoxicillin ampicillin flucloxacillin piperacillin augmentin co-amoxiclav benzylpenicillin phenoxymethylpenicillin dicloxacillin oxacillin",
  ],
  ["cephalosporin", "cefalexin cephalexin cefuroxime ceftriaxone cefazolin cefixime"],
  ["nsaid", "ibuprofen naproxen diclofenac ketorolac indomethacin aspirin celecoxib meloxicam"],
  ["aspirin", "ibuprofen naproxen diclofenac ketorolac acetylsalicylic"],
  ["sulfa", "sulfamethoxazole co-trimoxazole bactrim septrin sulfasalazine sulfadiazine"],
  ["opioid", "morphine codeine oxycodone tramadol fentanyl hydromorphone"],
  ["statin", "simvastatin atorvastatin rosuvastatin pravastatin"],
  ["warfarin", "aspirin ibuprofen naproxen diclofenac"],
  ["latex", "gloves catheter"],
  [
    "nut",
    "peanut peanuts almond almonds walnut walnuts cashew cashews hazelnut hazelnuts pecan pistachio marzipan praline satay nutella frangipane baklava",
  ],
  ["peanut", "satay peanuts groundnut"],
  ["dairy", "milk cheese cream butter yoghurt yogurt paneer mozzarella parmesan custard latte"],
  ["lactose", "milk cheese cream butter yoghurt yogurt paneer mozzarella custard latte"],
  ["milk", "cheese cream butter yoghurt yogurt custard paneer"],
  ["gluten", "bread pasta wheat flour couscous beer barley rye noodles spaghetti pizza baguette seitan"],
  ["coeliac", "bread pasta wheat flour couscous barley rye noodles spaghetti pizza baguette seitan"],
  ["celiac", "bread pasta wheat flour couscous barley rye noodles spaghetti pizza baguette seitan"],
  ["shellfish", "prawn prawns shrimp shrimps crab lobster mussels oysters scampi clams paella"],
  ["seafood", "prawn prawns shrimp shrimps crab lobster mussels oysters scampi clams paella tuna salmon"],
  ["fish", "salmon tuna cod anchovy anchovies haddock mackerel"],
  ["egg", "eggs mayonnaise omelette meringue frittata quiche carbonara"],
  ["soy", "tofu edamame tempeh miso"],
  ["sesame", "tahini hummus halva"],
  ["meat", "beef chicken pork lamb bacon ham sausage steak turkey duck salami"],
  ["vegetarian", "beef chicken pork lamb bacon ham sausage steak turkey duck salami fish salmon tuna"],
  [
    "vegan",
    "beef chicken pork lamb bacon ham sausage steak turkey duck salami fish salmon tuna cheese cream butter eggs honey milk",
  ],
];

/** Words for a substance's kinds: `amoxicillin` is a penicillin. */
export const kindsOfSubstance: ReadonlyMap<string, readonly string[]> = (() => {
  const kinds = new Map<string, string[]>();
  for (const [kind, members] of classes) {
    for (const member of members.split(" ")) {
      kinds.set(member, [...(kinds.get(member) ?? []), kind]);
    }
  }
  return kinds;
})();
