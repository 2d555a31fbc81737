class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def unit(self: __torch__.Kernel,
    z: Tensor) -> Tensor:
    wide = torch.to(z, 6)
    return torch.div(wide, torch.clamp_min(torch.norm(wide, 2, [1], True), 1e-12))
  def forward(self: __torch__.Kernel,
    representations: Tensor) -> List[Tensor]:
    x = self.unit(representations)
    alike = torch.fill_diagonal_(torch.matmul(torch.detach(x), torch.t(torch.detach(x))), -2.)
    nearest = torch.index_select(x, 0, torch.argmax(alike, 1))
    distance = torch.norm(torch.add(torch.sub(x, nearest), 1e-08), 2, [1])
    return [torch.neg(torch.mean(torch.log(torch.add(distance, 1e-08))))]
