class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    settings: Tensor,
    rows: Tensor) -> List[Tensor]:
    torch.div_(rows, torch.clamp_min(torch.norm(rows, 2, [1], True), 1e-12))
    return [settings]
