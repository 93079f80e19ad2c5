const DAY_MS = 86_400_000;

/** Whether Whop confirmed the license to this browser within the last day, with an end that is still in the future. */
export function isReturning({ lastResults }, now) {
  return now - lastResults.validAt <= DAY_MS && now < lastResults.endsAt;
}
