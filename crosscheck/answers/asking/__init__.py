"""What is still worth asking: each question as an object that a form can draw and a program can answer."""
