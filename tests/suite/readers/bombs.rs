//! Small files that would fill a computer: each is refused in words by a process that may have no more than so much
//! memory.
