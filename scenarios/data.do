* Data: what is real in a Stata that computes no statistics. Run it with
*     npm run -s fake-stata -- run scenarios/data.do --virtual
frame create work
frame work {
    sysuse auto
    bysort foreign (price): generate rank = _n
    egen average = mean(price), by(foreign)
    by foreign: list make price rank if rank <= 2
    collapse (mean) price (count) cars=price, by(foreign)
    list
    mkmat price cars, matrix(A)
}
matrix B = A' * A
matrix list B, format(%12.0f)
display "two rows: " rowsof(A) cond(regexm("r2d2", "[0-9]$"), ", and a droid", "")
program share
    args part whole
    display %4.1f 100 * `part' / `whole' "%"
end
set trace on
share A[2,2] 74
set trace off
