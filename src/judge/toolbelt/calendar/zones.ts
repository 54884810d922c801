import { type Day, partsOf } from "./day.ts";

/** Abbreviations people use, with the region whose clock is meant. */
const known: Readonly<Record<string, string>> = {
  utc: "UTC",
  gmt: "UTC",
  est: "America/New_York",
  edt: "America/New_York",
  et: "America/New_York",
  cst: "America/Chicago",
  cdt: "America/Chicago",
  mst: "America/Denver",
  pst: "America/Los_Angeles",
  pdt: "America/Los_Angeles",
  pt: "America/Los_Angeles",
  cet: "Europe/Berlin",
  cest: "Europe/Berlin",
  bst: "Europe/London",
  ist: "Asia/Kolkata",
  jst: "Asia/Tokyo",
  "san francisco": "America/Los_Angeles",
  seattle: "America/Los_Angeles",
  boston: "America/New_York",
  washington: "America/New_York",
  miami: "America/New_York",
  mumbai: "Asia/Kolkata",
  delhi: "Asia/Kolkata",
  "new delhi": "Asia/Kolkata",
  bangalore: "Asia/Kolkata",
  beijing: "Asia/Shanghai",
  munich: "Europe/Berlin",
  hamburg: "Europe/Berlin",
  barcelona: "Europe/Madrid",
  milan: "Europe/Rome",
  geneva: "Europe/Zurich",
  houston: "America/Chicago",
  dallas: "America/Chicago",
};

/** The IANA zone that a name or city means; undefined when none is known. */
export function zoneNamed(name: string): string | undefined {
  const folded = name.trim().toLowerCase();
  if (folded.length > 40) {
    return undefined;
  }
  const city = `/${folded.replaceAll(" ", "_")}`;
  return (
    known[folded] ??
    Intl.supportedValuesOf("timeZone").find(
      (zone) => zone.toLowerCase().endsWith(city) || zone.toLowerCase() === folded,
    )
  );
}

/** Minutes that a zone is ahead of UTC at an instant (milliseconds since 1970). */
function offsetAt(zone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return Math.round((local - Math.floor(instant / 60_000) * 60_000) / 60_000);
}

/** Minutes that one zone is ahead of another on a day: clocks change, so the day matters. */
export function minutesAhead(zone: string, of: string, day: Day): number {
  const { year, month, date } = partsOf(day);
  const noon = Date.UTC(year, month - 1, date, 12);
  return offsetAt(zone, noon) - offsetAt(of, noon);
}
