class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def unit(self: __torch__.Kernel,
    z: Tensor) -> Tensor:
    wide = torch.to(z, 6)
    return torch.div(wide, torch.clamp_min(torch.norm(wide, 2, [1], True), 1e-12))
  def forward(self: __torch__.Kernel,
    predictions: Tensor,
    targets: Tensor) -> List[Tensor]:
    z = self.unit(torch.detach(targets))
    return [torch.neg(torch.mean(torch.sum(torch.mul(self.unit(predictions), z), [1])))]
