import { deflateSync } from 'node:zlib';

/** Palettes of the mock's shots: ground, haze, three lights, cloth. */
const LOOKS = {
  ember: { ground: [16, 9, 8], haze: [70, 26, 14], lights: [[255, 150, 70], [255, 92, 48], [255, 205, 140]], cloth: [188, 34, 30] },
  night: { ground: [7, 9, 18], haze: [18, 32, 66], lights: [[96, 150, 255], [160, 110, 255], [120, 220, 255]], cloth: [40, 70, 160] },
  olive: { ground: [12, 13, 8], haze: [52, 52, 20], lights: [[240, 220, 120], [170, 210, 90], [255, 240, 190]], cloth: [70, 110, 50] },
  rose: { ground: [18, 8, 13], haze: [86, 24, 52], lights: [[255, 130, 170], [255, 190, 150], [220, 110, 255]], cloth: [180, 30, 96] },
};

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = crcTable[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
}

export function png(width, height, rgba) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y++) rgba.copy(rows, y * (width * 4 + 1) + 1, y * width * 4, (y + 1) * width * 4);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 3 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}

const mix = (a, b, t) => a + (b - a) * t;
const smooth = (a, b, x) => {
  const t = Math.min(1, Math.max(0, (x - a) / (b - a)));
  return t * t * (3 - 2 * t);
};

/** A stage with three spots and turning skirts: something to look at that a render farm may well have made. */
export function draw(look, frame, width, height) {
  const { ground, haze, lights, cloth } = LOOKS[look] ?? LOOKS.ember;
  const rgba = Buffer.alloc(width * height * 4);
  const time = frame / 24;
  const spots = lights.map((color, i) => ({
    color,
    top: 0.3 + 0.2 * i,
    foot: 0.5 + 0.3 * Math.sin(time * (0.5 + i * 0.17) + i * 2.1),
    power: 0.75 + 0.25 * Math.sin(time * 1.3 + i),
  }));
  const dancers = [0, 1, 2].map((i) => ({ x: 0.5 + (i - 1) * 0.24 + 0.03 * Math.sin(time + i * 2), turn: time * (1.4 + i * 0.3) + i, size: i === 1 ? 1 : 0.78 }));
  const aspect = width / height;
  for (let py = 0; py < height; py++) {
    const y = py / height;
    for (let px = 0; px < width; px++) {
      const x = px / width;
      const floor = smooth(0.66, 0.69, y);
      let r = mix(ground[0] + haze[0] * 0.5 * y, ground[0] * 0.7, floor);
      let g = mix(ground[1] + haze[1] * 0.5 * y, ground[1] * 0.7, floor);
      let b = mix(ground[2] + haze[2] * 0.5 * y, ground[2] * 0.7, floor);
      let lightHere = 0.12;
      for (const spot of spots) {
        const down = Math.min(1, y / 0.8);
        const centre = mix(spot.top, spot.foot, down);
        const radius = 0.012 + 0.1 * down;
        const beam = Math.exp(-(((x - centre) / radius) ** 2)) * (1 - smooth(0.78, 0.9, y)) * (0.42 - 0.2 * down) * spot.power;
        const dx = (x - spot.foot) / 0.19;
        const dy = (y - 0.8) / 0.09;
        const pool = Math.exp(-(dx * dx + dy * dy)) * floor * 0.75 * spot.power;
        const sum = beam + pool;
        lightHere += Math.exp(-(((x - spot.foot) / 0.16) ** 2)) * 0.8 * spot.power;
        r += spot.color[0] * sum;
        g += spot.color[1] * sum;
        b += spot.color[2] * sum;
      }
      for (const d of dancers) {
        const u = ((x - d.x) * aspect) / (0.3 * d.size);
        const v = (y - 0.8) / (0.42 * d.size);
        const skirt = v > -0.52 && v < 0 ? Math.abs(u) - (0.1 + 0.62 * ((v + 0.52) / 0.52) ** 1.7 + 0.025 * Math.sin(d.turn * 3 + u * 14)) : 1;
        const torso = v >= -0.95 && v <= -0.5 ? Math.abs(u - 0.03 * Math.sin(d.turn)) - (0.1 + 0.05 * Math.abs(v + 0.72)) : 1;
        const head = Math.hypot(u - 0.03 * Math.sin(d.turn), (v + 1.07) * 1.35) - 0.115;
        const arm = v > -1.3 && v < -0.8 ? Math.abs(Math.abs(u) - 0.16 - 0.3 * Math.sin((v + 1.3) * 5.2 + 0.3 * Math.sin(d.turn))) - 0.035 : 1;
        const inside = Math.min(skirt, torso, head, arm);
        if (inside < 0.012) {
          const edge = 1 - smooth(-0.012, 0.012, inside);
          const pleat = skirt < 0.012 ? 0.62 + 0.38 * Math.sin(u * 17 / (0.35 + (v + 0.52)) + d.turn * 4) : 0.5;
          const round = 1 - 0.6 * Math.min(1, Math.abs(u) * 1.1);
          const shade = pleat * round * lightHere;
          const skin = skirt < 0.012 ? cloth : torso < 0.012 ? [cloth[0] * 0.35, cloth[1] * 0.35, cloth[2] * 0.35] : [196, 130, 98];
          r = mix(r, skin[0] * shade + lights[0][0] * 0.12 * lightHere, edge);
          g = mix(g, skin[1] * shade + lights[0][1] * 0.12 * lightHere, edge);
          b = mix(b, skin[2] * shade + lights[0][2] * 0.12 * lightHere, edge);
        }
      }
      const grain = ((px * 7919 + py * 104729 + frame * 31) % 17) / 17 * 5 - 2.5;
      const vignette = 1 - 0.45 * ((x - 0.5) ** 2 + (y - 0.5) ** 2) * 1.6;
      const at = (py * width + px) * 4;
      rgba[at] = Math.max(0, Math.min(255, r * vignette + grain));
      rgba[at + 1] = Math.max(0, Math.min(255, g * vignette + grain));
      rgba[at + 2] = Math.max(0, Math.min(255, b * vignette + grain));
      rgba[at + 3] = 255;
    }
  }
  return png(width, height, rgba);
}
