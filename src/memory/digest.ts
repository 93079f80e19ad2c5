/** The 128-bit variant's prime and start, from the draft draft-eastlake-fnv. */
const FNV_PRIME = 0x0000000001000000000000000000013bn;
const FNV_OFFSET_BASIS = 0x6c62272e07bb014262b821756295c58dn;

/**
 * Tells texts apart without keeping them: FNV-1a of the UTF-8 bytes. Not for secrets that can be guessed.
 *
 * @returns 128 bits in base 36.
 */
export function digest(text: string): string {
  let hash = FNV_OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * FNV_PRIME);
  return hash.toString(36);
}
