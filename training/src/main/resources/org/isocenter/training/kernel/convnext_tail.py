class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    y: Tensor,
    w: List[Tensor]) -> List[Tensor]:
    i = torch.len(w) - 2
    pooled = torch.mean(y, [2, 3])
    return [torch.layer_norm(pooled, [torch.size(pooled, 1)], torch.detach(w[i]), torch.detach(w[i + 1]), 1e-06)]
