class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    settings: Tensor,
    count: Tensor,
    w: List[Tensor],
    state: List[Tensor]) -> List[Tensor]:
    g = annotate(List[Tensor], [])
    for i in range(torch.len(w)):
      torch.append(g, w[i].grad)
    torch.add_(count, 1)
    norm = self.clip_all(g, float(settings[4]))
    self.clip_each(g, float(settings[5]))
    self.${rule}(w, g, state, settings, int(count))
    torch._foreach_zero_(g)
    return [norm]
  def clip_all(self: __torch__.Kernel,
    g: List[Tensor],
    limit: float) -> Tensor:
    norm = torch.norm(torch.stack(torch._foreach_norm(g)))
    if limit < inf:
      torch._foreach_mul_(g, torch.clamp_max(torch.div(torch.full_like(norm, limit), torch.add(norm, 1e-6)), 1))
    return norm
  def clip_each(self: __torch__.Kernel,
    g: List[Tensor],
    limit: float) -> NoneType:
    if limit < inf:
      for i in range(torch.len(g)):
        norm = torch.norm(g[i])
        torch.mul_(g[i], torch.clamp_max(torch.div(torch.full_like(norm, limit), torch.add(norm, 1e-6)), 1))
    return None
  # a list is taken apart by append: what is written through a slice of a list is optimised away
  def part(self: __torch__.Kernel,
    all: List[Tensor],
    start: int,
    size: int) -> List[Tensor]:
    chosen = annotate(List[Tensor], [])
    for i in range(size):
      torch.append(chosen, all[start + i])
    return chosen
  def decay(self: __torch__.Kernel,
    w: List[Tensor],
    g: List[Tensor],
    settings: Tensor) -> NoneType:
    for i in range(int(settings[3])):
      torch.add_(g[i], w[i], alpha=float(settings[2]))
    return None
  def move(self: __torch__.Kernel,
    w: List[Tensor],
    direction: List[Tensor],
    settings: Tensor) -> NoneType:
    for i in range(torch.len(w)):
      torch.sub_(w[i], direction[i], alpha=self.rate(i, settings))
    return None
  def rate(self: __torch__.Kernel,
    i: int,
    settings: Tensor) -> float:
    if i < int(settings[3]):
      rate = float(settings[0])
    else:
      rate = float(settings[1])
    return rate
  def sgd(self: __torch__.Kernel,
    w: List[Tensor],
    g: List[Tensor],
    state: List[Tensor],
    settings: Tensor,
    step: int) -> NoneType:
    momentum = float(settings[6])
    self.decay(w, g, settings)
    torch._foreach_mul_(state, momentum)
    torch._foreach_add_(state, g)
    if float(settings[7]) > 0.:
      torch._foreach_add_(g, state, alpha=momentum)
      self.move(w, g, settings)
    else:
      self.move(w, state, settings)
    return None
  def adamw(self: __torch__.Kernel,
    w: List[Tensor],
    g: List[Tensor],
    state: List[Tensor],
    settings: Tensor,
    step: int) -> NoneType:
    beta1 = float(settings[6])
    beta2 = float(settings[7])
    first = self.part(state, 0, torch.len(w))
    second = self.part(state, torch.len(w), torch.len(w))
    for i in range(int(settings[3])):
      torch.mul_(w[i], 1. - float(settings[0]) * float(settings[2]))
    torch._foreach_mul_(first, beta1)
    torch._foreach_add_(first, g, alpha=1. - beta1)
    torch._foreach_mul_(second, beta2)
    torch._foreach_addcmul_(second, g, g, 1. - beta2)
    width = torch._foreach_sqrt(second)
    torch._foreach_div_(width, torch.sqrt(1. - torch.pow(beta2, step)))
    torch._foreach_add_(width, float(settings[8]))
    direction = torch._foreach_div(first, width)
    torch._foreach_div_(direction, 1. - torch.pow(beta1, step))
    self.move(w, direction, settings)
    return None
  def lars(self: __torch__.Kernel,
    w: List[Tensor],
    g: List[Tensor],
    state: List[Tensor],
    settings: Tensor,
    step: int) -> NoneType:
    self.decay(w, g, settings)
    for i in range(int(settings[3])):
      weight = torch.norm(w[i])
      gradient = torch.norm(g[i])
      trust = torch.div(torch.mul(weight, float(settings[7])), gradient)
      one = torch.ones_like(trust)
      torch.mul_(g[i], torch.where(torch.gt(torch.mul(weight, gradient), 0), trust, one))
    torch._foreach_mul_(state, float(settings[6]))
    if float(settings[8]) > 0.:
      for i in range(torch.len(w)):
        torch.add_(state[i], g[i], alpha=self.rate(i, settings))
      torch._foreach_sub_(w, state)
    else:
      torch._foreach_add_(state, g)
      self.move(w, state, settings)
    return None
