class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def dice(self: __torch__.Kernel,
    p: Tensor,
    y: Tensor,
    over: List[int]) -> Tensor:
    both = torch.sum(torch.mul(p, y), over)
    either = torch.add(torch.sum(p, over), torch.sum(y, over))
    overlap = torch.div(torch.add(torch.mul(both, 2), 1e-05), torch.add(either, 1e-05))
    return torch.mean(torch.rsub(overlap, 1))
  def forward(self: __torch__.Kernel,
    logits: Tensor,
    target: Tensor,
    settings: Tensor) -> List[Tensor]:
    background = bool(settings[0])
    over = [2, 3]
    if bool(settings[1]):
      over = [0, 2, 3]
    x = torch.to(logits, 6)
    if torch.size(x, 1) == 1:
      y = torch.to(target, 6)
      p = torch.sigmoid(x)
      cross_entropy = torch.binary_cross_entropy_with_logits(x, y)
    else:
      y = torch.scatter(torch.zeros_like(x), 1, target, 1.)
      p = torch.softmax(x, 1)
      cross_entropy = torch.cross_entropy_loss(x, torch.squeeze(target, 1))
      if not background:
        first = torch.size(x, 1) - 1
        p = torch.narrow(p, 1, 1, first)
        y = torch.narrow(y, 1, 1, first)
    return [torch.add(self.dice(p, y, over), cross_entropy)]
