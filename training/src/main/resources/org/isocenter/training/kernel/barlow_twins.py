class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def standard(self: __torch__.Kernel,
    z: Tensor) -> Tensor:
    return torch.batch_norm(torch.to(z, 6), None, None, None, None, True, 0., 1e-05, False)
  def forward(self: __torch__.Kernel,
    first: Tensor,
    second: Tensor,
    settings: Tensor) -> List[Tensor]:
    c = torch.div(torch.matmul(torch.t(self.standard(first)), self.standard(second)), torch.size(first, 0))
    on = torch.diagonal(c)
    same = torch.sum(torch.pow(torch.sub(on, 1), 2))
    cross = torch.sub(torch.sum(torch.pow(c, 2)), torch.sum(torch.pow(on, 2)))
    apart = torch.mul(cross, float(settings[0]))
    return [torch.add(same, apart), same, apart]
