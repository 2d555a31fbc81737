class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def unit(self: __torch__.Kernel,
    z: Tensor) -> Tensor:
    wide = torch.to(z, 6)
    return torch.div(wide, torch.clamp_min(torch.norm(wide, 2, [1], True), 1e-12))
  def forward(self: __torch__.Kernel,
    embeddings: Tensor,
    patients: Tensor,
    settings: Tensor) -> List[Tensor]:
    z = self.unit(embeddings)
    s = torch.div(torch.matmul(z, torch.t(z)), float(settings[0]))
    same = torch.eq(torch.unsqueeze(patients, 0), torch.unsqueeze(patients, 1))
    strangers = torch.logsumexp(torch.masked_fill(s, same, -1e9), [1], True)
    pairs = torch.sub(torch.logaddexp(s, strangers), s)
    partners = torch.fill_diagonal_(torch.clone(same), False)
    if bool(settings[1]):
      own = torch.fill_diagonal_(torch.zeros_like(same), True)
      partners = torch.roll(own, [torch.floordiv(torch.size(z, 0), 2)], [1])
    count = torch.sum(partners, [1])
    sums = torch.sum(torch.masked_fill(pairs, torch.logical_not(partners), 0), [1])
    each = torch.div(sums, torch.clamp_min(count, 1))
    anchors = torch.clamp_min(torch.sum(torch.gt(count, 0)), 1)
    return [torch.div(torch.sum(each), anchors)]
