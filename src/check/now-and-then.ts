/** Work between two ticks: so many actions tried take some milliseconds, in however few states. */
const workBetweenTicks = 1 << 17;

/** Asks at first, and then each time that enough work was done since; in between, the answer is no. */
export const nowAndThen = (ask: () => boolean): ((work: number) => boolean) => {
  let done = workBetweenTicks;
  return (work) => {
    done += work;
    if (done < workBetweenTicks) return false;
    done = 0;
    return ask();
  };
};
