import type { CallView, Effect } from "../engine.ts";
import { byText } from "./by-text.ts";

/** Calls of services whose effect their names state, whatever they are given. */
const effectCalls: readonly (readonly [Effect["kind"], RegExp])[] = [
  [
    "pays",
    /(^|\.)stripe(\.\w+|\(\))*\.(Refund|Transfer|Payout|Charge|PaymentIntent|refunds|transfers|payouts|charges|paymentIntents|payment_intents)\.create$|^stripe\.\w+\(\)\.(refunds|transfers|payouts|charges|paymentIntents)\.create$|\.eth\.(send_transaction|send_raw_transaction|sendTransaction)$|^ethers\.\w+\(\)\.sendTransaction$|^\?\w*[wW]allet\.(sendTransaction|transfer)$|^plaid\S*\.transfer_create$/,
  ],
  [
    "grants",
    /\.(attach_user_policy|attach_role_policy|attach_group_policy|put_user_policy|put_role_policy|add_user_to_group|create_access_key|create_login_profile|put_bucket_policy|put_bucket_acl|addUserToGroup|attachUserPolicy)$/,
  ],
  [
    "deletes",
    /^boto3\.(client|resource)\(\)(\.\w+(\(\))?)*\.(delete\w*|terminate_instances)$|^(@prisma\/client\.PrismaClient\(\)|\?prisma)\.\w+\.(delete|deleteMany)$|^\?\w*collection\.(deleteOne|deleteMany|delete_one|delete_many|drop)$|^pymongo\.MongoClient\(\)\S*\.(delete_one|delete_many|drop|drop_database)$/,
  ],
  [
    "sends",
    /^smtplib\.SMTP(_SSL)?\(\)\.(send_message|sendmail)$|\.chat_postMessage$|^@slack\/web-api\.WebClient\(\)\.chat\.postMessage$|^nodemailer\.createTransport\(\)\.sendMail$|^(resend\.Resend\(\)|resend)\.(emails|Emails)\.send$|^twilio\S*\.messages\.create$|^sendgrid\S*\.send$/,
  ],
];

/** What a call does to the world by its name alone; undefined for what no table knows. */
export function namedEffect({ paths }: CallView): Effect["kind"] | undefined {
  for (const path of paths) {
    const found = effectOfPath(path);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

const effectOfPath = byText((path) => effectCalls.find(([, callee]) => callee.test(path))?.[0]);
