"""How the weights were made: data, training, distillation, export and evaluation."""
