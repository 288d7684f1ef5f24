//! Reports one can trust: all forms say the same to the cell, whatever stands in the data; what is printed
//! is what is previewed.

mod agree;
mod groups;
mod held;
mod printed;
