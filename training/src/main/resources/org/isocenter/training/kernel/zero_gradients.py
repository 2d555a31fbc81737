class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    settings: Tensor,
    w: List[Tensor]) -> List[Tensor]:
    for i in range(torch.len(w)):
      gradient = w[i].grad
      torch.zero_(gradient)
    return [settings]
