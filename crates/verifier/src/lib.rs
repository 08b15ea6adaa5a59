//! What a bundle proves, on any machine, without our server, our database or our word.
