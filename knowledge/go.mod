module example.com/eda

go 1.24
