/** Says what the seller must mend, with no value in it that could be a secret. */
export class Unusable extends Error {}
