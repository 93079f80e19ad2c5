type Colour = [red: number, green: number, blue: number];

/** WCAG 2's contrast of two opaque colours, as the browser computes them: from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(read(one)), luminance(read(other))].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function read(computed: string): Colour {
  const [, red, green, blue] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(computed) ?? [];
  if (blue === undefined) throw new Error(`${computed} is no opaque colour.`);
  return [Number(red), Number(green), Number(blue)];
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
