class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def unit(self: __torch__.Kernel,
    z: Tensor) -> Tensor:
    return torch.div(z, torch.clamp_min(torch.norm(z, 2, [1], True), 1e-12))
  def rank(self: __torch__.Kernel,
    z: Tensor) -> Tensor:
    s = torch.linalg_svdvals(z)
    p = torch.add(torch.div(s, torch.clamp_min(torch.sum(s), 1e-30)), 1e-07)
    return torch.exp(torch.neg(torch.sum(torch.mul(p, torch.log(p)))))
  def forward(self: __torch__.Kernel,
    representations: Tensor) -> List[Tensor]:
    z = torch.to(representations, 7)
    n = self.unit(z)
    spread = torch.mean(torch.std(n, [0], True))
    rank = self.rank(z)
    centred = self.rank(torch.sub(z, torch.mean(z, [0], True)))
    distances = torch.pow(torch.pdist(n), 2)
    uniformity = torch.log(torch.mean(torch.exp(torch.mul(distances, -2))))
    return [torch.stack([spread, rank, centred, uniformity])]
