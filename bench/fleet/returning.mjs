const DAY = 86_400_000;

/** Whether a browser was told within a day that the license is good, and until later than now. */
export function isReturning({ heard }, now) {
  return now - heard.validAt <= DAY && now < heard.endsAt;
}
