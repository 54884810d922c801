/** A list of words written as one text, the way word lists stay readable. */
export function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Two tokens that mean one thing together, with the token they become. */
const compounds: ReadonlyMap<string, string> = new Map(
  `e mail=email|pull request=pull_request|merge request=pull_request|api key=api_key|access key=api_key|access token=access_token|
  auth token=access_token|bearer token=access_token|ssh key=ssh_key|private key=private_key|deploy key=ssh_key|
  service account=service_account|direct message=dm|take off=takeoff|check out=checkout|look up=lookup|
  shut down=shutdown|turn on=turn|turn off=turn|switch on=turn|switch off=turn|power on=turn|power off=turn|
  roll back=rollback|log in=login|sign in=login|log out=logout|sign out=logout|sign up=signup|set up=setup|
  clean up=cleanup|security group=security_group|work order=work_order|sort order=sort_order|order by=sort_order|
  order book=order_book|gift card=gift_card|postal code=postal_code|post code=postal_code|zip code=postal_code|
  area code=postal_code|country code=postal_code|status code=status_code|exchange rate=exchange_rate|
  interest rate=exchange_rate|payment link=payment_link|payment method=payment_method|credit score=credit_score|
  credit card=card|debit card=card|standing order=standing_order|purchase order=purchase_order|
  free busy=free_busy|case law=case_law|env var=environment_variable|sort code=code_label|promo code=code_label|discount code=code_label|coupon code=code_label|qr code=code_label|bar code=code_label|color code=code_label|colour code=code_label|error code=code_label|verification code=code_label|access code=code_label|icd code=code_label|hs code=code_label|currency code=code_label|language code=code_label|airport code=code_label|dial code=code_label|product code=code_label|swift code=code_label|invite code=code_label|exit code=code_label|
    connection string=connection_string|config var=environment_variable|environment variable=environment_variable|
  search result=search_result|audit log=audit_log|lab result=lab_result|test result=test_result|
  medical record=medical_record|health record=medical_record|press release=press_release|job posting=job_posting|
  web page=webpage|web site=website|front door=door|smart lock=door|door lock=door|garage door=door|
  data set=dataset|data base=database|key board=keyboard|key word=keyword|key frame=keyframe|google drive=document|
  one drive=document|virtual machine=vm|unit test=test|dry run=dry_run|time zone=timezone|time off=leave|
  open api=openapi|knowledge graph=knowledge_graph|knowledge base=knowledge_base|hard reset=wipe|
  reset hard=wipe|factory reset=wipe|force push=force_push|mailing list=mailing_list|phone number=phone|
  price feed=price|balance sheet=financial_report|income statement=financial_report|flow statement=financial_report|
  social media=social|blog post=blog|forum post=forum|wire transfer=wire|text file=file|screen shot=screenshot|
  stack overflow=stackoverflow|stack exchange=stackexchange|two factor=mfa|firewall rule=firewall|ip address=ip_address|post process=postprocess|pre process=preprocess|
  machine learning=ml|drop down=dropdown|local storage=storage|robots txt=robots_file|query engine=search_engine|
  search engine=search_engine|task queue=queue|cart item=cart|work item=issue|user agent=user_agent|go forward=navigate|go back=navigate|
  navigate forward=navigate|navigate back=navigate|google task=task|google calendar=calendar|google sheet=sheet|
  google doc=doc|google slide=slide|google ad=ad|google analytic=analytics|google cloud=cloud|google contact=contact|
  google photo=photo|google map=map|google form=form|google meet=meeting|google chat=chat`
    .split("|")
    .map((entry) => entry.trim().split("=") as [string, string]),
);

const keptPlurals = words(
  "news sms dns aws gps ios status address access process canvas analysis bus lens kubernetes always series css https",
);

/** `emails` to `email`, `entities` to `entity`, `addresses` to `address`; words that only look plural stay. */
export function singular(word: string): string {
  if (word.length < 4 || keptPlurals.has(word) || !word.endsWith("s") || /(?:ss|us|is)$/.test(word)) {
    return word;
  }
  if (word.endsWith("ies") && word !== "movies") {
    return `${word.slice(0, -3)}y`;
  }
  return /(?:sses|ches|shes|xes|zes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Names of services that are written with a capital inside. */
const brands =
  /GitHub|GitLab|LinkedIn|YouTube|WhatsApp|PayPal|DuckDuckGo|OneDrive|SharePoint|HubSpot|PubMed|TikTok|OpenAI|DynamoDB|MongoDB|PostgreSQL|MySQL|GraphQL|JavaScript|TypeScript|PowerShell|BigQuery|ClickHouse|WordPress|StackOverflow|StackExchange|QuickBooks|SendGrid|iMessage/g;

/** Parts of an identifier in lower case: `getHTTPPage_v2` gives `get http page v2`. Accents are kept. */
export function splitIdentifier(name: string): string[] {
  return name
    .replace(brands, (brand) => `_${brand.toLowerCase()}_`)
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Words of a sentence in lower case, without possessive endings. */
export function splitText(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/['’]s\b/g, "")
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter(Boolean);
}

/** Joins the pairs that mean one thing together; every other token becomes singular. */
export function normalize(tokens: readonly string[]): string[] {
  const result: string[] = [];
  for (let t = 0; t < tokens.length; t++) {
    const token = singular(tokens[t] ?? "");
    const dropped = token === "drag" ? tokens.indexOf("drop", t + 1) : -1;
    if (dropped > t && dropped <= t + 2) {
      // Drag and drop moves something and drops nothing.
      result.push(token);
      t = dropped;
      continue;
    }
    const next = tokens[t + 1];
    const joined = next === undefined ? undefined : compounds.get(`${token} ${singular(next)}`);
    if (joined !== undefined) {
      result.push(joined);
      t += 1;
    } else {
      result.push(token);
    }
  }
  return result;
}
