/** @param {number[]} values */
export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * A line per measure of every row: median, smallest and largest, ratio to the floor (times only) and to what the official tool
 * needs for the same, goal, and whether it is met.
 *
 * @param {(import('./Bench.mjs').Row & { samples: Record<string, number | undefined>[] })[]} rows
 */
export function resultTable(rows) {
    const floorRow = rows.find((row) => row.isFloor);
    const floor = floorRow && median(floorRow.samples.map((sample) => sample.time));
    const lines = [['what', 'n', 'median', 'min – max', '÷ F', '÷ official', 'goal', '']];
    for (const row of rows) {
        for (const [name, { unit, goal, goalRatio, against }] of Object.entries(row.measures)) {
            const values = valuesOf(row, name);
            const official = against ? valuesOf(row, against) : [];
            const label = name === 'time' ? row.name : `  ${name}`;
            if (values.length === 0) {
                lines.push([label, '0', '–', '–', '', '', '', 'not measured here']);
                continue;
            }
            const middle = median(values);
            const most = goal ?? (goalRatio && floor ? goalRatio * floor : undefined);
            lines.push([
                label,
                String(values.length),
                show(middle, unit),
                `${show(Math.min(...values), unit)} – ${show(Math.max(...values), unit)}`,
                unit === 'MB' || !floor ? '' : ((unit === 'ms' ? middle / 1_000 : middle) / floor).toFixed(2),
                official.length === 0 ? '' : (middle / median(official)).toFixed(2),
                goalRatio ? `≤ ${goalRatio} F` : goal ? `≤ ${show(goal, unit)}` : '',
                most === undefined ? '' : middle <= most ? 'met' : 'MISSED',
            ]);
        }
    }
    const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
    const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
    const isUsed = (_, column) => lines.slice(1).some((line) => line[column] !== '');
    return lines.map((line) => line.map(pad).filter(isUsed).join('  ').trimEnd()).join('\n');
}

function valuesOf(row, name) {
    return row.samples.map((sample) => sample[name]).filter((value) => value !== undefined);
}

function show(value, unit) {
    if (unit === 's') return `${value.toFixed(value < 1 ? 3 : 2)} s`;
    return unit === 'ms' ? `${value.toFixed(1)} ms` : `${Math.round(value)} MB`;
}
