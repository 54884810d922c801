// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of terminals are what it removes
const terminalEscapes = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)/g;
const control = /\p{Cc}/gu;
/** Zero-width and direction marks: they stand inside words to break them up. */
const invisible = /\p{Cf}/gu;

/** Text of a hostile tool definition as plain words: no terminal escapes, mark-up, links or invisible characters. */
export function plainText(text: string, limit = 600): string {
  return text
    .slice(0, limit * 4)
    .replace(terminalEscapes, " ")
    .replace(/<!--[\s\S]{0,2000}?(?:-->|$)/g, " ")
    .replace(/<[^<>]{0,200}>/g, " ")
    .replace(/https?:\/\/\S+/g, " ")
    .replace(invisible, "")
    .replace(control, " ")
    .replace(/[`*_#>|]+/g, (run) => (run.includes("_") && run.length === 1 ? "_" : " "))
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, limit);
}

/** Short forms in names, as people say them. */
const spelledOut: Record<string, string> = {
  msg: "message",
  msgs: "messages",
  db: "database",
  repo: "repository",
  repos: "repositories",
  dir: "folder",
  dirs: "folders",
  directory: "folder",
  directories: "folders",
  info: "information",
  config: "configuration",
  cfg: "configuration",
  acct: "account",
  txn: "transaction",
  tx: "transaction",
  pr: "pull request",
  img: "image",
  doc: "document",
  docs: "documents",
  pwd: "password",
  env: "environment",
  cmd: "command",
  vm: "VM",
  vms: "VMs",
  sql: "SQL",
  url: "URL",
  urls: "URLs",
  iban: "IBAN",
  ip: "IP address",
  ssh: "SSH",
  iam: "IAM",
  id: "id",
  dns: "DNS",
  http: "HTTP",
  https: "HTTPS",
  api: "API",
  faq: "FAQ",
  crm: "CRM",
  sms: "text message",
  pdf: "PDF",
  csv: "CSV",
  qty: "quantity",
  desc: "description",
  num: "number",
  amt: "amount",
  attr: "attribute",
  attrs: "attributes",
  param: "parameter",
  params: "parameters",
  dept: "department",
  emp: "employee",
  org: "organisation",
  addr: "address",
  tel: "phone",
  lang: "language",
  temp: "temperature",
  req: "request",
  ref: "reference",
  cert: "certificate",
  email: "e-mail",
  emails: "e-mails",
  svc: "service",
  hr: "HR",
  mri: "MRI",
  ecg: "ECG",
  gps: "GPS",
  tv: "TV",
  hvac: "HVAC",
  k8s: "Kubernetes",
  aws: "AWS",
  s3: "S3",
  ec2: "EC2",
  mfa: "MFA",
  kyc: "KYC",
  sku: "SKU",
  nft: "NFT",
  usb: "USB",
  ai: "AI",
  qa: "QA",
  app: "app",
  apps: "apps",
  bg: "background",
  tmp: "temporary",
  auth: "authentication",
  perms: "permissions",
  perm: "permission",
};

/** The lower-case words of an identifier: `createCalendarEvent`, `mcp__files__move_file`, `users.delete-by-id`. */
export function nameWords(name: string): string[] {
  return name
    .normalize("NFKC")
    .slice(0, 200)
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase())
    .slice(0, 24);
}

/** Words of a name as they are said: short forms spelled out. */
export function spoken(words: readonly string[]): string {
  return words.map((word) => spelledOut[word] ?? word).join(" ");
}

/** Lower-case ASCII of a name, for addresses and paths: "Jörg Łukasz" → "joerg lukasz". */
export function ascii(text: string): string {
  // Most texts need nothing but small letters.
  return /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : folded(text);
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/å/g, "a")
    .replace(/æ/g, "ae")
    .replace(/ł/g, "l")
    .replace(/đ/g, "d")
    .replace(/ı/g, "i")
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "");
}

export function slug(text: string): string {
  return ascii(text)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
