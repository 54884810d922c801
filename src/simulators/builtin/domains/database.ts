import type { Domain } from "./domain.ts";

export const database: Domain = {
  id: "database",
  keywords:
    "sql database query table row postgres mysql sqlite mongo bigquery snowflake schema column collection statement warehouse dataset insert redis key index records dynamodb supabase",
  roles: ["data analyst", "back-office lead", "database administrator", "product analyst", "data engineer"],
  crew: ["data analyst", "database administrator", "product manager", "controller", "data engineer"],
  topics: [
    "duplicate customer rows",
    "{month} sales figures",
    "test accounts from {month}",
    "{project} import",
    "orders without address",
    "churn report for {quarter}",
    "archived tickets of {year}",
    "price changes in {month}",
  ],
  reasons: [
    "The {quarter} report is due on {weekday}",
    "{colleague} needs clean numbers for the {client} review",
    "The dashboard has shown nonsense since the import",
    "The table has grown to forty million rows",
    "Finance closes the month on {date}",
  ],
  news: [
    ["the import of {date} was cleaned", "Import of {date} cleaned; 212 rows were corrected by hand."],
    ["the figures for {month} are final", "Figures for {month} are final and may be used in the {topic}."],
  ],
  grounds: ["duplicate row", "test data", "wrong import", "at the customer's request"],
  notes: [
    "Rows are partitioned by month.",
    "The column was renamed in {month}.",
    "Test accounts carry the suffix +qa.",
    "The export runs every night at 03:15.",
  ],
  wishes: [
    "get rid of the junk in the customer table",
    "make the {quarter} numbers add up",
    "make the report faster",
    "straighten out the data of the {project} import",
  ],
};
