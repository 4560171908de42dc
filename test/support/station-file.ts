// A weather station's file as people have them: Latin-1, semicolons, decimal commas, lines above the header, a row of units, a
// time that stands twice, hours that are missing, and -9999 where the station measured nothing.
const rows = 4_000;
const startMs = Date.UTC(2023, 0, 1);

function commaNumber(value: number): string {
  return value.toFixed(1).replace('.', ',');
}

/** Its bytes. */
export function stationFile(): Buffer {
  const lines = [
    'Messstation Grünwald;;;;',
    'Höhe über NN: 580 m;;;;',
    '',
    'Zeit;Temperatur;Feuchte;Luftdruck;Station',
    ';°C;%;hPa;',
  ];
  for (let row = 0; row < rows; row++) {
    // Two hours are missing, and one stands twice.
    if (row === 700 || row === 701) continue;
    const time = new Date(startMs + (row === 1_200 ? row - 1 : row) * 3_600_000);
    const date = `${String(time.getUTCDate()).padStart(2, '0')}.${String(time.getUTCMonth() + 1).padStart(2, '0')}.${time.getUTCFullYear()}`;
    const clock = `${String(time.getUTCHours()).padStart(2, '0')}:00`;
    const temperature = 8 - 9 * Math.cos((row / 24) * 2 * Math.PI) + 6 * Math.sin(row / 700) + ((row * 7919) % 13) / 10;
    const humidity = 75 + 15 * Math.cos((row / 24) * 2 * Math.PI) + ((row * 104_729) % 17) / 10;
    const pressure = 1_013 + 9 * Math.sin(row / 90);
    const cells = row % 800 === 799 ? '-9999' : commaNumber(temperature);
    lines.push(
      `${date} ${clock};${cells};${commaNumber(humidity)};${commaNumber(pressure)};${row % 3 === 0 ? 'A' : 'B'}`,
    );
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

/** The file of a Korean station: EUC-KR, a header in Korean with units, a column of words. */
export function koreanStationFile(): Buffer {
  // "일시,기온(°C),습도(%),날씨", then "맑음" and "흐림".
  const head = Buffer.from('c0cfbdc32cb1e2bfc228a1c643292cbdc0b5b52825292cb3afbebe', 'hex');
  const words = [Buffer.from('b8bcc0bd', 'hex'), Buffer.from('c8e5b8b2', 'hex')] as const;
  const parts = [head];
  for (let row = 0; row < 3_000; row++) {
    const time = new Date(startMs + row * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    const temperature = (12 - 6 * Math.cos((row / 24) * 2 * Math.PI) + ((row * 7919) % 13) / 10).toFixed(1);
    parts.push(Buffer.from(`\n${time},${temperature},${50 + (row % 40)},`), words[row % 2 === 0 ? 0 : 1]);
  }
  return Buffer.concat(parts);
}
