"""How the shipped model is made, from the corpus to the ONNX file."""
