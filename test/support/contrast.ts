type Color = [red: number, green: number, blue: number];

/** Returns the WCAG 2 contrast ratio, from 1 to 21, of two opaque computed colors. */
export function contrastRatio(color: string, otherColor: string): number {
  const [dark, light] = [luminance(parseColor(color)), luminance(parseColor(otherColor))].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** Paints the color to read it, because browsers compute different notations (`rgb()` or `color()`). */
function parseColor(computed: string): Color {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d')!;
  context.fillStyle = computed;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  if (alpha < 255) throw new Error(`${computed} is not an opaque color.`);
  return [red, green, blue];
}

function luminance(color: Color): number {
  const [red, green, blue] = color.map((value) => {
    const fraction = value / 255;
    return fraction <= 0.04045 ? fraction / 12.92 : ((fraction + 0.055) / 1.055) ** 2.4;
  }) as Color;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
