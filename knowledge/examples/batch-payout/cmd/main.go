// The cmd of this example prints what happens in a good run, then tries every pair of faults.
package main

import (
	"fmt"
	"os"

	payout "example.com/eda/examples/batch-payout"
	"example.com/eda/platform/faults"
)

func main() {
	trace, err := faults.Run(payout.Scenario)
	for _, line := range trace {
		fmt.Println(line)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	failure, runs := faults.Count(faults.Limits{Faults: 2}, payout.Scenario)
	if failure != nil {
		fmt.Fprintln(os.Stderr, failure)
		os.Exit(1)
	}
	fmt.Printf("%d runs with up to two faults: nothing lost, nothing done twice\n", runs)
}
