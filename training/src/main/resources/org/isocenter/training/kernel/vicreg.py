class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def variance(self: __torch__.Kernel,
    z: Tensor) -> Tensor:
    spread = torch.sqrt(torch.add(torch.var(z, [0], True), 0.0001))
    return torch.mean(torch.relu(torch.rsub(spread, 1)))
  def covariance(self: __torch__.Kernel,
    z: Tensor) -> Tensor:
    centred = torch.sub(z, torch.mean(z, [0], True))
    c = torch.div(torch.matmul(torch.t(centred), centred), torch.size(z, 0) - 1)
    cross = torch.sub(torch.sum(torch.pow(c, 2)), torch.sum(torch.pow(torch.diagonal(c), 2)))
    return torch.div(cross, torch.size(z, 1))
  def forward(self: __torch__.Kernel,
    first: Tensor,
    second: Tensor,
    settings: Tensor) -> List[Tensor]:
    a = torch.to(first, 6)
    b = torch.to(second, 6)
    invariance = torch.mean(torch.pow(torch.sub(a, b), 2))
    variance = torch.div(torch.add(self.variance(a), self.variance(b)), 2)
    covariance = torch.add(self.covariance(a), self.covariance(b))
    near = torch.mul(invariance, float(settings[0]))
    wide = torch.mul(variance, float(settings[1]))
    apart = torch.mul(covariance, float(settings[2]))
    return [torch.add(torch.add(near, wide), apart), near, wide, apart]
