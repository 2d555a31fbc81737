class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def unit(self: __torch__.Kernel,
    z: Tensor) -> Tensor:
    wide = torch.to(z, 6)
    return torch.div(wide, torch.clamp_min(torch.norm(wide, 2, [1], True), 1e-12))
  def forward(self: __torch__.Kernel,
    queries: Tensor,
    keys: Tensor,
    settings: Tensor) -> List[Tensor]:
    temperature = float(settings[0])
    k = self.unit(torch.detach(keys))
    s = torch.div(torch.matmul(self.unit(queries), torch.t(k)), temperature)
    loss = torch.mean(torch.sub(torch.logsumexp(s, [1]), torch.diagonal(s)))
    return [torch.mul(loss, 2. * temperature)]
