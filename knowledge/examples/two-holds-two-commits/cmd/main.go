// The cmd of this example prints what happens in a good run, then tries every fault.
package main

import (
	"fmt"
	"os"

	holds "example.com/eda/examples/two-holds-two-commits"
	"example.com/eda/platform/faults"
)

func main() {
	trace, err := faults.Run(holds.Scenario)
	for _, line := range trace {
		fmt.Println(line)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	failure, runs := faults.Count(faults.Limits{Faults: 1}, holds.Scenario)
	if failure != nil {
		fmt.Fprintln(os.Stderr, failure)
		os.Exit(1)
	}
	fmt.Printf("%d runs with up to one fault: nothing lost, nothing done twice\n", runs)
}
