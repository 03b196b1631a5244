/**
 * Makes a scanned page fit to be read: turned upright by the few degrees that it lay askew, its paper white, specks and the
 * rules of tables taken out. A table's rules join its letters into one shape, and what is left of the paper's grain is taken
 * for points and commas. Plain JavaScript without anything
 * of its own environment, for the worker that reads.
 */

/** Degrees that a page may lie askew; whoever lays it worse has to lay it again. */
const mostTilt = 5;

/**
 * @param {{ width: number, height: number, grey: Uint8Array }} page a byte a pixel, 0 is black
 * @returns {{ width: number, height: number, grey: Uint8Array }} the page upright, its background white
 */
export function cleanPage({ width, height, grey }) {
  const tilt = tiltOf(width, height, darkOf(width, height, grey));
  const upright = Math.abs(tilt) < 0.05 ? grey.slice() : turned(width, height, grey, tilt);
  const dark = darkOf(width, height, upright);
  whitenSpecks(width, height, dark, upright);
  whitenRules(width, height, dark, upright);
  whitenPaper(width, height, dark, upright);
  return { width, height, grey: upright };
}

/**
 * Which pixels are ink: clearly darker than what surrounds them, so that a shadow on the page is none (Bradley and Roth,
 * Adaptive Thresholding Using the Integral Image, 2007).
 */
function darkOf(width, height, grey) {
  const half = Math.max(8, Math.round(Math.max(width, height) / 32));
  const dark = new Uint8Array(width * height);
  // Sums of the columns within the window's rows, moved down row by row.
  const columns = new Float64Array(width);
  const addRow = (y, sign) => {
    if (y < 0 || y >= height) return;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) columns[x] += sign * grey[at];
  };
  for (let y = 0; y < half; y += 1) addRow(y, 1);
  for (let y = 0; y < height; y += 1) {
    addRow(y + half, 1);
    addRow(y - half - 1, -1);
    const rows = Math.min(height - 1, y + half) - Math.max(0, y - half) + 1;
    let sum = 0;
    for (let x = 0; x < Math.min(half, width); x += 1) sum += columns[x];
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      if (x + half < width) sum += columns[x + half];
      if (x - half - 1 >= 0) sum -= columns[x - half - 1];
      const wide = Math.min(width - 1, x + half) - Math.max(0, x - half) + 1;
      if (grey[at] < 200 && grey[at] * rows * wide < 0.85 * sum) dark[at] = 1;
    }
  }
  return dark;
}

/**
 * By how many degrees the lines of a page fall to the right. At the right angle the ink of each line lies in few rows, so the
 * squares of the rows' sums are largest (Postl's criterion).
 */
function tiltOf(width, height, dark) {
  const xs = [];
  const ys = [];
  const step = Math.max(1, Math.round(width / 800));
  for (let y = 0; y < height; y += 1)
    for (let x = y % step; x < width; x += step)
      if (dark[y * width + x]) {
        xs.push(x);
        ys.push(y);
      }
  if (xs.length < 50) return 0;
  const sums = new Int32Array(height + width);
  const sharpness = (degrees) => {
    sums.fill(0);
    const slope = Math.tan((degrees * Math.PI) / 180);
    const offset = slope > 0 ? Math.ceil(width * slope) : 0;
    for (let at = 0; at < xs.length; at += 1) sums[Math.round(ys[at] - xs[at] * slope) + offset] += 1;
    let total = 0;
    for (const sum of sums) total += sum * sum;
    return total;
  };
  let best = 0;
  let most = sharpness(0);
  const look = (from, to, by) => {
    for (let degrees = from; degrees <= to + 1e-9; degrees += by) {
      const found = sharpness(degrees);
      if (found > most) {
        most = found;
        best = degrees;
      }
    }
  };
  look(-mostTilt, mostTilt, 0.25);
  look(best - 0.2, best + 0.2, 0.05);
  return best;
}

/** The page turned back about its middle, each pixel from the four that it lies between; what comes in from outside is white. */
function turned(width, height, grey, degrees) {
  const made = new Uint8Array(width * height).fill(255);
  const angle = (degrees * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  for (let y = 0; y < height; y += 1) {
    const dy = y - height / 2;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      const dx = x - width / 2;
      const fromX = dx * cos - dy * sin + width / 2;
      const fromY = dx * sin + dy * cos + height / 2;
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const right = fromX - left;
      const down = fromY - top;
      const place = top * width + left;
      made[at] =
        (grey[place] * (1 - right) + grey[place + 1] * right) * (1 - down) +
        (grey[place + width] * (1 - right) + grey[place + width + 1] * right) * down;
    }
  }
  return made;
}

/** Ink of at most three pixels that touches no other is dirt: a point of a sentence is larger even at 150 dots per inch. */
function whitenSpecks(width, height, dark, grey) {
  const stack = [];
  const seen = new Uint8Array(width * height);
  for (let start = 0; start < dark.length; start += 1) {
    if (!dark[start] || seen[start]) continue;
    const found = [start];
    stack.push(start);
    seen[start] = 1;
    while (stack.length > 0) {
      const at = stack.pop();
      const x = at % width;
      for (const [next, inside] of [
        [at - 1, x > 0],
        [at + 1, x < width - 1],
        [at - width, at >= width],
        [at + width, at + width < dark.length],
      ])
        if (inside && dark[next] && !seen[next]) {
          seen[next] = 1;
          stack.push(next);
          if (found.length <= 3) found.push(next);
        }
    }
    if (found.length > 3) continue;
    for (const at of found) {
      dark[at] = 0;
      grey[at] = 255;
    }
  }
}

/** Whitens the rules of tables: runs of ink along a row or a column that are longer than any letter and thin. */
function whitenRules(width, height, dark, grey) {
  const rules = new Uint8Array(width * height);
  // A gap of two pixels is a fault of the scan, not the end of a rule.
  const mark = (lines, length, at, across, shortest, thickest) => {
    for (let line = 0; line < lines; line += 1) {
      let start = -1;
      let last = -1;
      const end = () => {
        if (start >= 0 && last - start + 1 >= shortest && isThin(line, start, last)) {
          for (let place = start; place <= last; place += 1) rules[at(line, place)] = 1;
        }
        start = -1;
      };
      const isThin = (of, from, to) => {
        // Measured at nine places: writing that stands on a rule thickens it at some of them only.
        let thin = 0;
        for (let part = 1; part <= 9; part += 1) {
          const place = from + Math.round(((to - from) * part) / 10);
          let thick = 1;
          for (let side = of - 1; side >= 0 && dark[at(side, place)] && thick <= thickest; side -= 1) thick += 1;
          for (let side = of + 1; side < across && dark[at(side, place)] && thick <= thickest; side += 1) thick += 1;
          if (thick <= thickest) thin += 1;
        }
        return thin >= 5;
      };
      for (let place = 0; place < length; place += 1) {
        if (!dark[at(line, place)]) {
          if (start >= 0 && place - last > 2) end();
          continue;
        }
        if (start < 0) start = place;
        last = place;
      }
      end();
    }
  };
  const thickest = Math.max(4, Math.round(width / 200));
  mark(height, width, (line, place) => line * width + place, height, Math.max(40, width / 20), thickest);
  mark(width, height, (line, place) => place * width + line, width, Math.max(40, height / 30), thickest);
  // With its soft edge, a pixel to each side.
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!rules[y * width + x]) continue;
      dark[y * width + x] = 0;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1)
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1)
          grey[row * width + column] = 255;
    }
}

/** Whitens what is neither ink nor its soft edge. */
function whitenPaper(width, height, dark, grey) {
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1)
      if (
        !dark[at] &&
        !(x > 0 && dark[at - 1]) &&
        !(x < width - 1 && dark[at + 1]) &&
        !(y > 0 && dark[at - width]) &&
        !(y < height - 1 && dark[at + width])
      )
        grey[at] = 255;
}
