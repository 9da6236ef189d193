export interface Bar {
  readonly key: string;
  readonly label: string;
  /** One above the other. */
  readonly parts: readonly { readonly name: string; readonly value: number; readonly tone: string }[];
}

interface Props {
  readonly title: string;
  readonly bars: readonly Bar[];
}

const height = 120;
const width = 800;

/** A picture of a table that stands beside it: for readers of the screen the table says it all. */
export function Bars({ title, bars }: Props) {
  const top = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  // a few are no wider than those of a week
  const step = width / Math.max(bars.length, 7);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className="bars"
      role="img"
      aria-label={title}
      preserveAspectRatio="none"
    >
      {bars.map(({ key, label, parts }, index) => {
        let below = height;
        return (
          <g key={key}>
            <title>{label}</title>
            {parts.map(({ name, value, tone }) => {
              const size = (value / top) * height;
              below -= size;
              return (
                <rect
                  key={name}
                  x={index * step + step * 0.1}
                  y={below}
                  width={step * 0.8}
                  height={size}
                  className={`bar-${tone}`}
                />
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}
