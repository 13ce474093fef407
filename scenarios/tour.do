* A tour of what really runs, and of what the scenario answers.
sysuse auto
summarize price mpg if foreign

foreach origin in 0 1 {
    quietly count if foreign == `origin'
    display "origin `origin': " r(N) " cars"
    sleep 200
}

program define greet
    args who
    display "hello, `who'"
end
greet world

* Estimation commands are answered by the scenario, after a while.
regress price mpg weight
display "R-squared: " %5.3f e(r2)

capture noisily generate price = 1
display "the return code was " _rc
