/** What the marks mean. */
export function Legend() {
  return (
    <ul class="legend" aria-label="Legend">
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="4" fill="var(--said)" />
        </svg>
        said
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="4" fill="var(--prompt)" />
        </svg>
        heard in time
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <path d="M7 1.5l5.500 5.500l-5.500 5.500l-5.500 -5.500z" fill="var(--late)" />
        </svg>
        heard late
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="4" fill="var(--plain)" />
        </svg>
        the server’s own words
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="3.75" fill="none" stroke="var(--ink)" stroke-width="2.5" />
        </svg>
        result
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <path d="M7 2.500l4.500 8h-9z" fill="none" stroke="var(--plain)" stroke-width="1.5" />
        </svg>
        headers
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <rect
            x="3.500"
            y="3.500"
            width="7"
            height="7"
            fill="none"
            stroke="var(--plain)"
            stroke-width="1.5"
          />
        </svg>
        first byte
      </li>
    </ul>
  );
}
