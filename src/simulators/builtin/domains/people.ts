import type { Domain } from "./domain.ts";

export const people: Domain = {
  id: "people",
  keywords:
    "employee salary hr applicant candidate leave application position payroll hire onboarding performance recruit resume cv vacation department benefit payslip staff termination interview tenant applicant loan_application",
  roles: ["HR partner", "recruiter", "team lead", "payroll specialist", "head of people"],
  crew: ["HR partner", "recruiter", "works-council member", "team lead", "payroll specialist"],
  topics: [
    "applications for the analyst post",
    "{month} onboarding",
    "parental leave of {colleague}",
    "salary round for {year}",
    "probation review in {city}",
    "exit of a team lead",
    "training list for {quarter}",
    "shift plan for {month}",
  ],
  reasons: [
    "The works council meets on {weekday}",
    "Payroll closes at {time}",
    "{manager} wants the short list by {date}",
    "The new colleague starts on {weekday}",
    "Two people are leaving at the end of {month}",
    "We got more applications than we expected",
  ],
  news: [
    [
      "the application goes into the next round",
      "your application goes into the next round. We'd like to meet you on {weekday} at {time}.",
    ],
    [
      "a certificate is missing from the application",
      "one certificate is still missing from your application; please send it by {date}.",
    ],
    [
      "the candidate made a good impression on the phone",
      "Application looks complete, good impression on the phone.",
    ],
    [
      "the interview takes place on {weekday} at {time}",
      "we'd like to invite you to an interview on {weekday} at {time}. It takes about an hour.",
    ],
    [
      "the leave from {date} is approved",
      "your leave from {date} is approved. Please hand over open work to {colleague}.",
    ],
    [
      "the contract amendment is ready to sign",
      "the contract amendment is ready. You can sign it at reception or online.",
    ],
  ],
  grounds: [
    "position filled",
    "end of contract",
    "moved to another team",
    "documents incomplete",
    "entry error",
  ],
  notes: [
    "Available from {month}, notice period six weeks.",
    "Speaks Polish and English.",
    "Works four days a week since {year}.",
    "Reference from {client} is positive.",
    "Asked for a place at the {city} office.",
  ],
  wishes: [
    "get the applicant list down to a handful",
    "get the newcomers up and running",
    "close the salary round",
    "bring the staff records up to date",
  ],
};
