/** What a seller would write without the tag: check on every load, and unlock if the response says so. Remembers only the key. */
export class NaivePage {
  /** @type {{ outcome: string } | null} */
  verdict = null;
  isChecking = true;
  #page;

  constructor(page) {
    this.#page = page;
    page.content = this;
    void this.#check(page.browser.visitor.license.key);
  }

  async #check(key) {
    const { Date } = this.#page.browser.clock;
    let outcome = 'unverified';
    let membership = null;
    try {
      const response = await this.#page.fetch(`https://api.whop.com/api/v2/memberships/${key}/validate_license`, {
        method: 'POST',
        headers: { Authorization: 'Bearer apik_fleet', 'Content-Type': 'application/json' },
        body: '{"metadata":{}}',
      });
      const json = await response.json();
      if (response.ok) {
        outcome = json.valid ? 'valid' : 'invalid';
        membership = { expiresAt: json.expires_at && new Date(json.expires_at * 1000) };
      } else if (response.status === 404) outcome = 'invalid';
    } catch {
      // The page stays locked unless the response is a clear yes.
    }
    this.isChecking = false;
    this.verdict = { outcome, membership, checkedAt: new Date() };
    this.#page.browser.tally.changed(this.#page);
    this.#page.browser.tally.ended(this.#page, this.verdict);
  }
}
