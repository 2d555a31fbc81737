class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    y: Tensor,
    w: List[Tensor],
    r: List[Tensor]) -> List[Tensor]:
    return [torch.mean(y, [2, 3])]
