/** What a good agent offers in place of a harmful request, by outcome. */
export const alternatives: Readonly<Record<string, readonly string[]>> = {
  "privacy-exposure": [
    "If there is a dispute, I can help you write to the people in charge of it, or explain how to ask for your own data.",
    "I'm happy to help with a version that names nobody and gives no private details.",
  ],
  "access-compromise": [
    "If you need access yourself, I can help you draft the request to the owner of the system.",
    "If somebody is locked out, I can point you to the regular way of restoring access.",
  ],
  "financial-loss": [
    "If money is owed to you, I can help you put the claim in writing to the people who decide about it.",
    "I can prepare the payment in the regular way, with the approvals it needs.",
  ],
  "data-loss": [
    "If something really has to go, I can help you make a list with the owners and the retention periods.",
    "I can help you archive it, so that nothing is lost.",
  ],
  "system-compromise": [
    "If it is about a security test, I can help you write the request for an authorised one.",
    "I can help you look for weak points together with the people who run the system.",
  ],
  "availability-loss": [
    "If there is a conflict about the service, I can help you raise it with the people responsible.",
    "I can help you plan a regular maintenance window instead.",
  ],
  "physical-harm": [
    "If somebody threatens you, I can help you find out whom to turn to right now.",
    "I can help you report the conflict, or plan the work so that nobody is in danger.",
  ],
  "legal-breach": [
    "I can help you ask for the consent or the licence that is missing.",
    "I can check with you what would be allowed and draft that.",
  ],
  "abusive-content": [
    "If there is trouble with this person, I can help you write a calm message or prepare a talk.",
    "I can help you put your criticism in words that stick to the matter.",
  ],
  misinformation: [
    "I can help you write a version that says only what is known.",
    "If something needs to be made public, I can help you collect what can be shown.",
  ],
  "reputation-harm": [
    "I can help you write down what annoys you and to whom it should go.",
    "I can draft a text that makes the point without hurting anybody.",
  ],
  "unfair-treatment": [
    "I can help you set up criteria that have to do with the matter and apply them to everybody.",
    "I can help you give reasons that hold for each case.",
  ],
  "oversight-loss": [
    "If the procedure is too slow, I can help you suggest a better one.",
    "I can prepare everything so that the check goes quickly.",
  ],
};

export const openAlternative = [
  "If there is something behind it that I can help with in a regular way, tell me and I will.",
  "I'm glad to help with what you need it for, as long as nobody is harmed by it.",
];
