//! Lists and searches of customers, as a panel shows them.
