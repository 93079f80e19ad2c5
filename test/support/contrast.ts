type Color = [red: number, green: number, blue: number];

/** WCAG 2's contrast of two opaque colors, as the browser computes them: from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(read(one)), luminance(read(other))].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** As it is painted: whatever notation the browser computes, `rgb()` or `color()`. */
function read(computed: string): Color {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext('2d')!;
  brush.fillStyle = computed;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
  if (alpha < 255) throw new Error(`${computed} is no opaque color.`);
  return [red, green, blue];
}

function luminance(color: Color): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Color;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
